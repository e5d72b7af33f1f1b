using System.Globalization;
using RiskRegister.Local.State;

namespace RiskRegister.Local.Cosmos;

/// <summary>
/// The change feed in latest-version mode: each item once, at its last write, in the order of writes. What one transaction wrote is
/// never split over pages. The continuation, an entity tag, is the sequence number reached.
/// </summary>
internal sealed class ChangeFeed(StateDatabase state, TimeProvider time)
{
    private const string Changed =
        "container = ?1 AND lsn > ?2 AND (?3 IS NULL OR partition_key = ?3) AND (expires IS NULL OR expires > ?4)";

    public Answer Read(StoredContainer container, CosmosRequest request)
    {
        if (!string.Equals(request.Header("A-IM"), "Incremental feed", StringComparison.OrdinalIgnoreCase))
        {
            throw CosmosFailureException.NotSupported($"change feed mode '{request.Header("A-IM")}'");
        }

        // Nothing is read for those who have seen everything: consumers poll.
        var latest = container.LastLsn;
        var since = Since(request, latest);
        return since >= latest ? NotModified(since) : Page(container, request, since);
    }

    private Answer Page(StoredContainer container, CosmosRequest request, long since)
    {
        var (body, reached) = (new FeedBody(container), since);
        state.Read(connection =>
            connection.Query(
                $"""
                SELECT {StoredItem.Columns} FROM cosmos_items i
                WHERE {Changed} AND lsn <= coalesce((SELECT lsn FROM cosmos_items WHERE {Changed} ORDER BY lsn LIMIT 1 OFFSET ?5), 1 << 62)
                ORDER BY lsn, item
                """,
                row =>
                {
                    var item = StoredItem.Read(row);
                    item.WriteTo(body.Next(), container, withLsn: true);
                    return reached = item.Lsn;
                },
                container.Number,
                since,
                request.PartitionKey,
                Now,
                request.MaxItemCount - 1
            )
        );
        return body.Count == 0
            ? NotModified(since)
            : new(200, body.End())
            {
                ETag = Continuation(reached),
                ItemCount = body.Count,
                Charge = Charges.Query(body.Count, body.Length),
                Lsn = container.LastLsn,
            };
    }

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    private static long Since(CosmosRequest request, long latest) =>
        request.IfNoneMatch switch
        {
            null when request.Header("If-Modified-Since") is not null => throw CosmosFailureException.NotSupported(
                "a change feed from a point in time"
            ),
            null => 0,
            "*" => latest,
            var reached => Parse(reached),
        };

    private static Answer NotModified(long since) =>
        new(304)
        {
            ETag = Continuation(since),
            ItemCount = 0,
            Lsn = since,
        };

    private static string Continuation(long lsn) => ETags.Quoted(lsn.ToString(CultureInfo.InvariantCulture));

    private static long Parse(string continuation) =>
        long.TryParse(continuation.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var lsn)
            ? lsn
            : throw CosmosFailureException.BadRequest($"Invalid change feed continuation '{continuation}'.");
}
