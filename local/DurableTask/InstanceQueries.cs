using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using RiskRegister.Local.State;

namespace RiskRegister.Local.DurableTask;

/// <summary>What clients can read of instances. Without a converter, payloads are left out.</summary>
internal static class InstanceQueries
{
    private const string Columns =
        "id, name, status, created_at, updated_at, input, output, custom_status, failure FROM durable_instances";

    /// <summary>The instance of that id, or null.</summary>
    public static OrchestrationMetadata? Find(StateConnection db, string id, DataConverter? converter) =>
        db.Query($"SELECT {Columns} WHERE id = ?1", row => Metadata(row, converter), id).SingleOrDefault();

    /// <summary>The instances that match, ordered by id; the continuation token is the last id of the page before.</summary>
    public static Page<OrchestrationMetadata> Page(
        StateConnection db,
        OrchestrationQuery query,
        string? continuation,
        int? size,
        DataConverter converter
    )
    {
        var most = size ?? query.PageSize;
        var statuses = query.Statuses?.Select(status => (int)status).ToList();
        var found = db.Query(
            $"""
            SELECT {Columns}
            WHERE id > ?1 AND id >= ?2 AND substr(id, 1, length(?2)) = ?2
                AND (?3 IS NULL OR created_at >= ?3) AND (?4 IS NULL OR created_at <= ?4)
                AND (?5 IS NULL OR status IN (SELECT value FROM json_each(?5)))
            ORDER BY id LIMIT ?6
            """,
            row => Metadata(row, query.FetchInputsAndOutputs ? converter : null),
            continuation ?? query.ContinuationToken ?? "",
            query.InstanceIdPrefix ?? "",
            query.CreatedFrom?.UtcTicks,
            query.CreatedTo?.UtcTicks,
            statuses is { Count: > 0 } ? $"[{string.Join(',', statuses)}]" : null,
            most
        );
        return new Page<OrchestrationMetadata>(found, found.Count < most ? null : found[^1].InstanceId);
    }

    private static OrchestrationMetadata Metadata(SqliteDataReader row, DataConverter? converter)
    {
        var failure = Payload(8);
        return new OrchestrationMetadata(row.GetString(1), row.GetString(0))
        {
            DataConverter = converter,
            RuntimeStatus = (OrchestrationRuntimeStatus)row.GetInt32(2),
            CreatedAt = new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero),
            LastUpdatedAt = new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero),
            SerializedInput = Payload(5),
            SerializedOutput = Payload(6),
            SerializedCustomStatus = Payload(7),
            FailureDetails = failure is null ? null : HistoryEvent.Read<TaskFailureDetails>(failure),
        };

        string? Payload(int column) => converter is null ? null : DurableStore.Text(row, column);
    }
}
