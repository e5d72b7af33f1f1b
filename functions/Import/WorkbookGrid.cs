using System.Globalization;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace RiskRegister.Import;

/// <summary>The sheets of an Excel workbook as grids.</summary>
internal static class WorkbookGrid
{
    /// <summary>Reads all sheets; dates become yyyy-MM-dd, percentages keep their sign, merged cells are filled downwards.</summary>
    /// <exception cref="ImportFileException">It is damaged, protected by a password, no workbook, or too large.</exception>
    public static IReadOnlyList<Grid> Read(byte[] bytes)
    {
        try
        {
            System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
            using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(bytes));
            var grids = new List<Grid>();
            do
            {
                grids.Add(ReadSheet(reader));
            } while (reader.NextResult());

            return grids;
        }
        catch (InvalidPasswordException e)
        {
            throw new ImportFileException("The workbook is protected by a password. Save a copy without one and import that.", e);
        }
        catch (Exception e) when (e is not (ImportFileException or OutOfMemoryException))
        {
            // The reader has no common exception for damaged files; whatever it stumbles over is one.
            throw FileKind.NotATable("a damaged workbook or a document of another program", e);
        }
    }

    private static Grid ReadSheet(IExcelDataReader reader)
    {
        var rows = new List<string[]>();
        var empty = 0;
        while (reader.Read())
        {
            var cells = new string[Math.Min(reader.FieldCount, FileLimits.Columns + 1)];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = Cells.Clean(Text(reader, i));
            }

            if (Array.TrueForAll(cells, c => c.Length == 0))
            {
                // Sheets often have a million formatted rows below the last one that is filled.
                empty++;
                continue;
            }

            FileLimits.Check(Math.Min(rows.Count + empty + 1, FileLimits.Rows + 1), cells);
            rows.AddRange(Enumerable.Repeat<string[]>([], empty));
            empty = 0;
            rows.Add(cells);
        }

        Fill(rows, reader.MergeCells ?? []);
        return new Grid(reader.Name, !string.Equals(reader.VisibleState, "hidden", StringComparison.OrdinalIgnoreCase), rows, []);
    }

    private static string Text(IExcelDataReader reader, int column) =>
        reader.GetValue(column) switch
        {
            null => "",
            string text => text,
            DateTime { TimeOfDay.Ticks: 0 } date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime time => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            double number when reader.GetNumberFormatString(column) is { } format && format.Contains('%') => Percent(number),
            double number => number.ToString("0.##########", CultureInfo.InvariantCulture),
            bool truth => truth ? "Yes" : "No",
            var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
        };

    private static string Percent(double number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(number * 100, 6):0.######}%");

    // A cell merged over several rows stands for all of them; only the first one holds its text.
    private static void Fill(List<string[]> rows, IEnumerable<CellRange> merged)
    {
        foreach (
            var range in merged.Where(r => r.ToRow > r.FromRow && r.FromRow < rows.Count && r.FromColumn < rows[r.FromRow].Length)
        )
        {
            for (var row = range.FromRow + 1; row <= Math.Min(range.ToRow, rows.Count - 1); row++)
            {
                if (range.FromColumn < rows[row].Length)
                {
                    rows[row][range.FromColumn] = rows[range.FromRow][range.FromColumn];
                }
            }
        }
    }
}
