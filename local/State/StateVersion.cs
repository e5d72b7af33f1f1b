namespace RiskRegister.Local.State;

/// <summary>The version of the tables (PRAGMA user_version), and what brings a database of an older one up to date.</summary>
/// <remarks>
/// Each part makes the tables that it misses when it starts, as they are today. So a script is needed only for what changes tables that
/// may be there already: add a column, move what is in one table to another.
/// </remarks>
internal static class StateVersion
{
    /// <summary>In order: the first script makes version 1 of version 0. Scripts that were released are never changed.</summary>
    public static readonly IReadOnlyList<string> Upgrades =
    [
        "-- Version 0 didn't count versions; its tables are those of version 1.",
    ];

    /// <summary>Brings the database up to date, wholly or not at all.</summary>
    /// <exception cref="IOException">A newer program made it.</exception>
    public static void Upgrade(StateConnection connection, string path, IReadOnlyList<string> upgrades)
    {
        var version = connection.Scalar<int>("PRAGMA user_version");
        if (version > upgrades.Count)
        {
            throw new IOException(
                $"The state database {Path.GetFullPath(path)} has version {version}, and this program knows none after {upgrades.Count}. "
                    + "Start the newer program that made it, or name another folder with --data."
            );
        }

        var isNew = connection.Scalar<long>("SELECT COUNT(*) FROM sqlite_schema") == 0;
        connection.Execute("BEGIN IMMEDIATE");
        foreach (var script in upgrades.Skip(isNew ? upgrades.Count : version))
        {
            connection.ExecuteScript(script);
        }

        connection.ExecuteScript($"PRAGMA user_version = {upgrades.Count}");
        connection.Execute("COMMIT");
    }
}
