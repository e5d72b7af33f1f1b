namespace RiskRegister.Import;

/// <summary>A sheet as it stands in the file, before headers are looked for.</summary>
/// <param name="Name">Name of the worksheet; null for a text file.</param>
/// <param name="Visible">False when the workbook hides it.</param>
/// <param name="Rows">All rows, also empty ones; row n of the file is at n - 1. Rows may differ in length.</param>
/// <param name="Messages">What was noticed while reading.</param>
internal sealed record Grid(string? Name, bool Visible, IReadOnlyList<string[]> Rows, IReadOnlyList<ImportProblem> Messages);

/// <summary>How much a file may hold.</summary>
internal static class FileLimits
{
    public const int Bytes = 10 * 1024 * 1024;
    public const long UnpackedBytes = 200L * 1024 * 1024;
    public const int Rows = 100_000;
    public const int Columns = 500;
    public const int CellCharacters = 32_767;

    /// <summary>Refuses what goes beyond the limits.</summary>
    /// <exception cref="ImportFileException">The row is too far down, too long, or one of its cells is.</exception>
    public static void Check(int number, string[] cells)
    {
        if (number > Rows)
        {
            throw new ImportFileException("The file has more than 100,000 rows. Split it into several files.");
        }

        if (cells.Length > Columns && Array.FindLastIndex(cells, c => c.Length > 0) >= Columns)
        {
            throw new ImportFileException(
                $"Row {number} has {cells.Length} cells; at most {Columns} columns are read. Delete the columns that are not part of the register."
            );
        }

        var tooLong = Array.FindIndex(cells, c => c.Length > CellCharacters);
        if (tooLong >= 0)
        {
            throw new ImportFileException(
                $"Cell {tooLong + 1} of row {number} has {cells[tooLong].Length} characters; at most 32,767 are read. Shorten it, and check that each quotation mark is closed."
            );
        }
    }
}
