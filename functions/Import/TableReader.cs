namespace RiskRegister.Import;

/// <summary>Reads the table of a CSV file or an Excel workbook as organisations keep them.</summary>
public static class TableReader
{
    /// <summary>Reads a file; what it is, is told by its content.</summary>
    /// <param name="bytes">The file, at most 10 MB, 100,000 rows, 500 columns and 32,767 characters a cell.</param>
    /// <param name="sheet">The worksheet to read; null to choose the one that looks most like a register.</param>
    /// <exception cref="ImportFileException">It is no table, damaged, or too large; the message says what to do.</exception>
    public static Table Read(byte[] bytes, string? sheet = null)
    {
        if (bytes.Length > FileLimits.Bytes)
        {
            throw new ImportFileException(
                "The file is larger than 10 MB. Delete what is not part of the register, or split it into several files."
            );
        }

        return FileKind.IsWorkbook(bytes) ? FromWorkbook(WorkbookGrid.Read(bytes), sheet) : FromText(bytes);
    }

    private static Table FromText(byte[] bytes)
    {
        var (text, message) = FileText.Decode(bytes);
        FileKind.CheckText(text);
        var grid = CsvGrid.Read(text, message is null ? [] : [new ImportProblem(0, null, message)]);
        var finding = HeaderFinder.Find(grid);
        return finding.Row >= 0 && IsTable(grid, finding)
            ? HeaderFinder.Read(grid, finding.Row)
            : throw FileKind.NotATable("text without columns");
    }

    // Prose has commas, too, but not the same number in each line.
    private static bool IsTable(Grid grid, HeaderFinder.Finding finding)
    {
        var width = grid.Rows[finding.Row].Length;
        var rows = grid.Rows.Where(r => Array.Exists(r, c => c.Length > 0)).ToList();
        return width == 1
            ? finding.Fields == 1 && HeaderMatch.Of(grid.Rows[finding.Row][0])[0].Score >= HeaderMatch.Sure
            : finding.Fields >= 2 || (rows.Count > 1 && rows.Count(r => r.Length == width) * 10 >= rows.Count * 6);
    }

    private static Table FromWorkbook(IReadOnlyList<Grid> sheets, string? wanted)
    {
        var found = sheets.Select(s => (Grid: s, Finding: HeaderFinder.Find(s))).Where(f => f.Finding.Row >= 0).ToList();
        var chosen = wanted is null
            ? found.OrderByDescending(f => Likeness(f.Grid, f.Finding)).FirstOrDefault()
            : found.Find(f => string.Equals(f.Grid.Name, wanted.Trim(), StringComparison.OrdinalIgnoreCase));
        if (chosen == default)
        {
            throw wanted is null
                ? FileKind.NotATable("a workbook without a table")
                : new ImportFileException(
                    $"The workbook has no sheet \"{wanted}\" with a table. It has: {string.Join(", ", sheets.Select(s => s.Name))}."
                );
        }

        var others = found.Where(f => f.Grid != chosen.Grid).Select(f => NotRead(f.Grid, f.Finding, chosen.Grid));
        var table = HeaderFinder.Read(chosen.Grid, chosen.Finding.Row);
        return table with { Messages = [.. others, .. table.Messages] };
    }

    // Lists of values and matrices name fields, too, but fewer, and have few rows.
    private static double Likeness(Grid grid, HeaderFinder.Finding finding) =>
        finding.Fields + (Math.Min(RowsBelow(grid, finding), 50) / 25.0) - (grid.Visible ? 0 : 3);

    private static int RowsBelow(Grid grid, HeaderFinder.Finding finding) =>
        grid.Rows.Skip(finding.Row + 1).Count(r => Array.Exists(r, c => c.Length > 0));

    private static ImportProblem NotRead(Grid grid, HeaderFinder.Finding finding, Grid chosen)
    {
        var register =
            finding.Fields >= 4 && RowsBelow(grid, finding) > 0
                ? " It looks like a register, too: save it as a file of its own to import it."
                : "";
        return new ImportProblem(
            0,
            null,
            $"The sheet \"{grid.Name}\" ({RowsBelow(grid, finding)} rows below row {finding.Row + 1}) was not read, only \"{chosen.Name}\".{register}"
        );
    }
}
