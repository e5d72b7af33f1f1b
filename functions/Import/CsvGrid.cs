using System.Buffers;
using CsvHelper;

namespace RiskRegister.Import;

/// <summary>Text with delimiters as a grid.</summary>
internal static class CsvGrid
{
    private const int Sampled = 100;
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>Splits the text by the delimiter that divides its lines most evenly.</summary>
    /// <exception cref="ImportFileException">A quotation mark is never closed, or the file is too large.</exception>
    public static Grid Read(string text, IReadOnlyList<ImportProblem> messages)
    {
        var (delimiter, skipped) = Delimiter(text);
        var rows = new List<string[]>();
        var noticed = new List<ImportProblem>(messages);
        using var reader = CsvReader.FromText(text[skipped..], Options(delimiter, () => rows.Count + 1, noticed));
        while (reader.Read())
        {
            var cells = new string[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = Cells.Clean(reader.GetString(i));
            }

            FileLimits.Check(rows.Count + 1, cells);
            rows.Add(cells);
        }

        return new Grid(null, true, rows, noticed);
    }

    private static CsvReaderOptions Options(char delimiter, Func<int> row, List<ImportProblem> noticed) =>
        new()
        {
            Separator = delimiter,
            HasHeader = false,
            SkipEmptyLines = false,
            TrimWhitespace = true,
            // A quotation mark that is never closed swallows the rest of the file; what else breaks the rules of quoting is readable.
            OnMalformedRecord = record =>
            {
                if (record.Reason == CsvMalformedReason.UnterminatedQuote)
                {
                    throw new ImportFileException(
                        $"Row {row()}: a quotation mark opens a cell and is never closed, so everything after it would be one cell. Close it, or double the quotation marks that are part of the text."
                    );
                }

                noticed.Add(
                    new ImportProblem(
                        row(),
                        null,
                        "The quotation marks of this row are irregular; check that its texts are in the right columns."
                    )
                );
            },
        };

    private static (char Delimiter, int Skipped) Delimiter(string text)
    {
        // Excel's own hint, which is no data.
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4 && Delimiters.Contains(text[4]))
        {
            var end = text.AsSpan().IndexOfAny('\r', '\n');
            return (text[4], end < 0 ? text.Length : end + 1 + (text.AsSpan(end).StartsWith("\r\n") ? 1 : 0));
        }

        return (Delimiters.MaxBy(d => Evenness(text, d)), 0);
    }

    private static double Evenness(string text, char delimiter)
    {
        var counts = CellCounts(text, delimiter).Take(Sampled).Where(c => c > 0).ToList();
        var usual = counts.Where(c => c > 1).GroupBy(c => c).MaxBy(g => g.Count() * Math.Log2(g.Key));
        return usual is null ? 0 : (double)usual.Count() / counts.Count * Math.Log2(usual.Key);
    }

    // Number of cells of each line outside quotation marks; 0 for an empty line.
    private static IEnumerable<int> CellCounts(string text, char delimiter)
    {
        int cells = 1,
            length = 0;
        var quoted = false;
        foreach (var c in text)
        {
            quoted ^= c == '"';
            if (c == '\n' && !quoted)
            {
                yield return length == 0 ? 0 : cells;
                (cells, length) = (1, 0);
                continue;
            }

            length += char.IsWhiteSpace(c) ? 0 : 1;
            cells += c == delimiter && !quoted ? 1 : 0;
        }

        yield return length == 0 ? 0 : cells;
    }
}

/// <summary>The text of single cells.</summary>
internal static class Cells
{
    private static readonly SearchValues<char> Unwanted = SearchValues.Create(
        "\u00A0\u200B\u200E\u200F\u202A\u202B\u202C\uFEFF\r"
    );

    /// <summary>Trims, and drops marks that cannot be seen: zero width, direction, byte order, no-break spaces.</summary>
    public static string Clean(string text)
    {
        if (text.AsSpan().ContainsAny(Unwanted))
        {
            text = text.Replace('\u00A0', ' ').ReplaceLineEndings("\n");
            text = string.Concat(text.Where(c => !Unwanted.Contains(c)));
        }

        return text.Trim();
    }

    /// <summary>The letters of a column as a spreadsheet program names it, from 0: A, B, ... AA.</summary>
    public static string Letters(int index) =>
        index < 26 ? ((char)('A' + index)).ToString() : Letters((index / 26) - 1) + (char)('A' + (index % 26));
}
