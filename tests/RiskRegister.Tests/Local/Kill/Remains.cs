using Microsoft.Data.Sqlite;
using RiskRegister.Local.Cosmos;
using RiskRegister.Local.State;

namespace RiskRegister.Tests.Local.Kill;

/// <summary>What is in a data folder.</summary>
internal static class Remains
{
    /// <summary>
    /// The documents that a killed victim has left, if its database is sound. A copy is opened: the first to open the folder itself is the
    /// next victim, which then has to recover what was not checkpointed.
    /// </summary>
    public static async Task<(string Integrity, IReadOnlyList<Document> Documents)> OfDeadAsync(string data)
    {
        using var copy = new TemporaryFolder();
        foreach (var file in new DirectoryInfo(data).EnumerateFiles("state.db*"))
        {
            file.CopyTo(Path.Combine(copy.Path, file.Name));
        }

        await using var state = StateDatabase.Open(copy.Path);
        await using var endpoint = await CosmosEndpoint.StartAsync(state, TimeProvider.System);
        using var store = new VictimStore(endpoint.ConnectionString);
        var integrity = state.Read(connection => connection.Query("PRAGMA integrity_check", row => row.GetString(0)));
        return (string.Join('\n', integrity), await store.AllAsync());
    }

    /// <summary>What waits in queues while the victim lives, or was given up: one line for each kind.</summary>
    public static IReadOnlyList<string> Waiting(string data)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "state.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT entity || ': ' || COUNT(*) || ' messages' FROM servicebus_messages GROUP BY entity
            UNION ALL SELECT COUNT(*) || ' orchestration messages' FROM durable_inbox HAVING COUNT(*) > 0
            UNION ALL SELECT COUNT(*) || ' activities' FROM durable_activities HAVING COUNT(*) > 0
            """;
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }
}
