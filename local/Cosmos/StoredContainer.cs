using System.Runtime.CompilerServices;
using System.Text.Json;

namespace RiskRegister.Local.Cosmos;

/// <summary>A container as its properties describe it. Immutable but for <see cref="LastLsn"/>.</summary>
internal sealed class StoredContainer
{
    private StrongBox<long> _lastLsn;

    public StoredContainer(long database, string databaseId, long number, long ts, long lastLsn, string properties)
    {
        (Database, DatabaseId, Number, Ts, _lastLsn, Properties) = (database, databaseId, number, ts, new(lastLsn), properties);
        Rid = ResourceIds.Container(database, number);
        Self = $"dbs/{ResourceIds.Database(Database)}/colls/{Rid}/";
        var root = JsonElement.Parse(properties);
        Id = root.GetProperty("id").GetString()!;
        PartitionKeyName = ReadPartitionKeyName(root);
        DefaultTtl =
            root.TryGetProperty("defaultTtl", out var ttl) && ttl.ValueKind == JsonValueKind.Number ? ttl.GetInt32() : null;
        UniqueKeys =
            root.TryGetProperty("uniqueKeyPolicy", out var policy) && policy.TryGetProperty("uniqueKeys", out var keys)
                ? [.. keys.EnumerateArray().Select(Paths)]
                : [];
        Indexing = new(root);
    }

    public long Database { get; }
    public string DatabaseId { get; }
    public long Number { get; }
    public long Ts { get; }
    public string Id { get; }
    public string Rid { get; }
    public string Self { get; }

    /// <summary>The properties as the client gave them.</summary>
    public string Properties { get; }
    public string PartitionKeyName { get; }

    /// <summary>Seconds that items live; -1 forever unless the item says otherwise; null: items never expire.</summary>
    public int? DefaultTtl { get; }
    public IReadOnlyList<IReadOnlyList<string>> UniqueKeys { get; }
    public IndexingPolicy Indexing { get; }

    /// <summary>The sequence number of the last committed write.</summary>
    public long LastLsn => Interlocked.Read(ref _lastLsn.Value);

    public void Committed(long lsn)
    {
        for (var known = LastLsn; known < lsn; known = LastLsn)
        {
            Interlocked.CompareExchange(ref _lastLsn.Value, lsn, known);
        }
    }

    /// <summary>Takes the place of <paramref name="old"/>: writes that still go on there are seen here, too.</summary>
    public void Succeed(StoredContainer old) => _lastLsn = old._lastLsn;

    private static string ReadPartitionKeyName(JsonElement root)
    {
        string[] paths = root.TryGetProperty("partitionKey", out var key) ? Paths(key) : [];
        return paths is [{ } path] && path.LastIndexOf('/') == 0
            ? path[1..]
            : throw CosmosFailureException.NotSupported("a partition key other than one path of one property");
    }

    private static string[] Paths(JsonElement owner) =>
        [.. owner.GetProperty("paths").EnumerateArray().Select(p => p.GetString()!)];
}
