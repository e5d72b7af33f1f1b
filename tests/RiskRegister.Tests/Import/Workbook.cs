using System.Globalization;
using System.IO.Compression;
using System.Security;

namespace RiskRegister.Tests.Import;

/// <summary>Writes the smallest workbook that a spreadsheet program would open.</summary>
internal static class Workbook
{
    /// <param name="sheets">Name, cells and merged ranges of each sheet; a date becomes a serial number with a date format, null an empty cell.</param>
    public static byte[] Write(params (string Name, object?[][] Rows, string[] Merged)[] sheets)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            Add(zip, "[Content_Types].xml", Types(sheets.Length));
            Add(zip, "_rels/.rels", Relations([("rId1", "officeDocument", "xl/workbook.xml")]));
            Add(zip, "xl/workbook.xml", Book([.. sheets.Select(s => s.Name)]));
            Add(
                zip,
                "xl/_rels/workbook.xml.rels",
                Relations([
                    .. sheets.Select((_, i) => ($"rId{i + 1}", "worksheet", $"worksheets/sheet{i + 1}.xml")),
                    ("rIdS", "styles", "styles.xml"),
                ])
            );
            Add(zip, "xl/styles.xml", Styles);
            for (var i = 0; i < sheets.Length; i++)
            {
                Add(zip, $"xl/worksheets/sheet{i + 1}.xml", Sheet(sheets[i].Rows, sheets[i].Merged));
            }
        }

        return bytes.ToArray();
    }

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    private const string Styles =
        $"<styleSheet xmlns=\"{Main}\"><fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders>"
        + "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/><xf numFmtId=\"9\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>";

    private static string Sheet(object?[][] rows, string[] merged)
    {
        var data = string.Concat(
            rows.Select(
                (cells, r) =>
                    $"<row r=\"{r + 1}\">{string.Concat(cells.Select((c, i) => Cell(c, $"{(char)('A' + i)}{r + 1}")))}</row>"
            )
        );
        var ranges =
            merged.Length == 0
                ? ""
                : $"<mergeCells>{string.Concat(merged.Select(m => $"<mergeCell ref=\"{m}\"/>"))}</mergeCells>";
        return $"<worksheet xmlns=\"{Main}\"><sheetData>{data}</sheetData>{ranges}</worksheet>";
    }

    private static string Cell(object? value, string at) =>
        value switch
        {
            null => "",
            DateOnly date => $"<c r=\"{at}\" s=\"1\"><v>{date.DayNumber - new DateOnly(1899, 12, 30).DayNumber}</v></c>",
            decimal share => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{at}\" s=\"2\"><v>{share}</v></c>"),
            int or double => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{at}\"><v>{value}</v></c>"),
            _ => $"<c r=\"{at}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(value.ToString())}</t></is></c>",
        };

    private static string Book(string[] names) =>
        $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>{string.Concat(names.Select((n, i) => $"<sheet name=\"{SecurityElement.Escape(n)}\" sheetId=\"{i + 1}\" r:id=\"rId{i + 1}\"/>"))}</sheets></workbook>";

    private static string Relations((string Id, string Type, string Target)[] relations) =>
        $"<Relationships xmlns=\"{Package}/relationships\">{string.Concat(relations.Select(r => $"<Relationship Id=\"{r.Id}\" Type=\"{Office}/{r.Type}\" Target=\"{r.Target}\"/>"))}</Relationships>";

    private static string Types(int sheets)
    {
        const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        var parts = string.Concat(
            Enumerable
                .Range(1, sheets)
                .Select(i => $"<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"{Type}worksheet+xml\"/>")
        );
        return $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{Type}sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{Type}styles+xml\"/>{parts}</Types>";
    }

    private static void Add(ZipArchive zip, string name, string xml)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml);
    }
}
