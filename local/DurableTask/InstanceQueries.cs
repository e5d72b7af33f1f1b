using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using RiskRegister.Local.State;

namespace RiskRegister.Local.DurableTask;

/// <summary>What clients can read of instances.</summary>
internal static class InstanceQueries
{
    private const string Columns =
        "id, name, status, created_at, updated_at, input, output, custom_status, failure FROM durable_instances";

    /// <summary>The instance of that id, or null.</summary>
    public static OrchestrationMetadata? Find(StateConnection db, string id, bool payloads) =>
        db.Query($"SELECT {Columns} WHERE id = ?1", row => Metadata(row, payloads), id).SingleOrDefault();

    /// <summary>The instances that match, ordered by id; the continuation token is the last id of the page before.</summary>
    public static Page<OrchestrationMetadata> Page(StateConnection db, OrchestrationQuery query, string? continuation, int? size)
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
            row => Metadata(row, query.FetchInputsAndOutputs),
            continuation ?? query.ContinuationToken ?? "",
            query.InstanceIdPrefix ?? "",
            query.CreatedFrom?.UtcTicks,
            query.CreatedTo?.UtcTicks,
            statuses is { Count: > 0 } ? $"[{string.Join(',', statuses)}]" : null,
            most
        );
        return new Page<OrchestrationMetadata>(found, found.Count < most ? null : found[^1].InstanceId);
    }

    private static OrchestrationMetadata Metadata(SqliteDataReader row, bool payloads)
    {
        var failure = Text(8);
        return new OrchestrationMetadata(row.GetString(1), row.GetString(0))
        {
            HasPayloads = payloads,
            RuntimeStatus = (OrchestrationRuntimeStatus)row.GetInt32(2),
            CreatedAt = new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero),
            LastUpdatedAt = new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero),
            SerializedInput = Text(5),
            SerializedOutput = Text(6),
            SerializedCustomStatus = Text(7),
            FailureDetails = failure is null ? null : HistoryEvent.Read<TaskFailureDetails>(failure),
        };

        string? Text(int column) => payloads ? DurableStore.Text(row, column) : null;
    }
}

/// <summary>The instances that match a query, read while they are enumerated.</summary>
internal sealed class InstancePages(StateDatabase state, OrchestrationQuery query) : AsyncPageable<OrchestrationMetadata>
{
    public override IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(
        string? continuationToken = null,
        int? pageSizeHint = null
    ) => ReadAsync(continuationToken, pageSizeHint);

    private async IAsyncEnumerable<Page<OrchestrationMetadata>> ReadAsync(
        string? continuation,
        int? size,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        do
        {
            cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
            var page = state.Read(db => InstanceQueries.Page(db, query, continuation, size));
            continuation = page.ContinuationToken;
            yield return page;
        } while (continuation is not null);
    }
}
