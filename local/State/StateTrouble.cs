using Microsoft.Data.Sqlite;

namespace RiskRegister.Local.State;

/// <summary>Says what is wrong with the database file, and how to mend it.</summary>
internal static class StateTrouble
{
    /// <summary>Whether the file or its disk is at fault, not the statement.</summary>
    public static bool IsOfTheFile(SqliteException e) => Remedy(e) is not null;

    /// <summary>The fault as an error for whoever wanted the work done.</summary>
    /// <param name="e">What went wrong.</param>
    /// <param name="path">The database file.</param>
    /// <param name="what">What could not be done: opened, read, written.</param>
    public static IOException Error(Exception e, string path, string what) =>
        new(
            $"The state database {Path.GetFullPath(path)} can't be {what}: {(e is SqliteException sqlite ? Remedy(sqlite) : null) ?? e.Message}",
            e
        );

    /// <summary>The error for a file whose content is wrong.</summary>
    public static IOException Damaged(string path, string finding) =>
        new($"The state database {Path.GetFullPath(path)} can't be opened: {DamagedRemedy} ({finding})");

    private const string DamagedRemedy =
        "it is damaged, or no database. It was left as it is: move it aside, and put a backup in its place.";

    // https://sqlite.org/rescode.html
    private static string? Remedy(SqliteException e) =>
        e.SqliteErrorCode switch
        {
            5 or 6 => "another program holds it locked. End that program, or its transaction.",
            8 or 14 => $"this user may not write it ({e.Message}). Give the right to write the file and its folder.",
            10 => $"its disk failed ({e.Message}). Look after the disk; what can be done is done again by itself.",
            11 or 26 => DamagedRemedy,
            13 => "its disk is full. Make room; then work goes on by itself.",
            _ => null,
        };
}
