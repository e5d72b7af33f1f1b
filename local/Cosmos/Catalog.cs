using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using RiskRegister.Local.State;

namespace RiskRegister.Local.Cosmos;

/// <summary>The databases and containers. Containers are kept in memory, as every request needs one.</summary>
internal sealed class Catalog(StateDatabase state, TimeProvider time)
{
    private const string ContainerColumns =
        "SELECT d.database, d.id, c.container, c.ts, c.last_lsn, c.properties FROM cosmos_containers c JOIN cosmos_databases d USING (database)";

    private readonly ConcurrentDictionary<(string Database, string Id), StoredContainer> _containers = new();

    public static async Task<Catalog> LoadAsync(StateDatabase state, TimeProvider time)
    {
        var catalog = new Catalog(state, time);
        foreach (var container in state.Read(connection => connection.Query(ContainerColumns, ReadContainer)))
        {
            catalog.Remember(container);
        }

        // Indexes follow the policies also where an earlier version of this program made others.
        await state.WriteAsync(connection => catalog.All.ToList().ForEach(c => ContainerIndexes.Create(connection, c)));
        return catalog;
    }

    public IEnumerable<StoredContainer> All => _containers.Values;

    /// <summary>The container of an address that names it, or gives its resource ids.</summary>
    public StoredContainer Container(string database, string id) =>
        _containers.TryGetValue((database, id), out var container)
            ? container
            : _containers.Values.FirstOrDefault(c => c.Rid == id) ?? throw CosmosFailureException.NotFound("The container");

    public async Task<Answer> CreateDatabaseAsync(ReadOnlyMemory<byte> body)
    {
        var id = Id(body.Span);
        var created = await state.WriteAsync(connection =>
            connection.Execute("INSERT OR IGNORE INTO cosmos_databases (id, ts) VALUES (?1, ?2)", id, Now)
        );
        return created == 1
            ? ReadDatabase(id) with
            {
                Status = 201,
            }
            : throw CosmosFailureException.Conflict("Database with the specified id already exists in the system.");
    }

    public Answer ReadDatabase(string id) =>
        state
            .Read(connection => connection.Query("SELECT database, id, ts FROM cosmos_databases WHERE id = ?1", Describe, id))
            .FirstOrDefault()
        ?? throw CosmosFailureException.NotFound("The database");

    public async Task<Answer> CreateContainerAsync(string database, ReadOnlyMemory<byte> body)
    {
        ReadDatabase(database);
        try
        {
            var container = await state.WriteAsync(connection => Insert(connection, database, Id(body.Span), body.Span));
            Remember(container);
            return Describe(container) with { Status = 201 };
        }
        catch (SqliteException e) when (e.SqliteErrorCode == 19)
        {
            throw CosmosFailureException.Conflict("Container with the specified id already exists in the system.");
        }
    }

    /// <summary>Takes changed properties: indexes, the default time to live (for items written from then on).</summary>
    public async Task<Answer> ReplaceContainerAsync(StoredContainer old, ReadOnlyMemory<byte> body)
    {
        var properties = Encoding.UTF8.GetString(body.Span);
        var container = await state.WriteAsync(connection =>
        {
            connection.Execute("UPDATE cosmos_containers SET properties = ?2 WHERE container = ?1", old.Number, properties);
            var changed = Load(connection, old.Number);
            if (changed.Id != old.Id || changed.PartitionKeyName != old.PartitionKeyName)
            {
                throw CosmosFailureException.BadRequest("The id and the partition key of a container cannot be changed.");
            }

            if (!changed.Indexing.HasCompositesOf(old.Indexing))
            {
                ContainerIndexes.Drop(connection, old);
                ContainerIndexes.Create(connection, changed);
            }

            return changed;
        });
        container.Succeed(old);
        Remember(container);
        return Describe(container);
    }

    /// <summary>The container's properties as given, with the system's.</summary>
    public static Answer Describe(StoredContainer container)
    {
        var etag = ETags.Make(container.Number, container.Ts, 0);
        var own = container.Properties.AsSpan().TrimEnd()[..^1];
        return new(
            200,
            Encoding.UTF8.GetBytes(
                $$"""{{own}},"_rid":"{{container.Rid}}","_self":"{{container.Self}}","_etag":"\"{{etag}}\"","_ts":{{container.Ts}},"_docs":"docs/","_sprocs":"sprocs/","_triggers":"triggers/","_udfs":"udfs/","_conflicts":"conflicts/"}"""
            )
        )
        {
            ETag = ETags.Quoted(etag),
        };
    }

    /// <summary>The one range of partition keys that a container has: it is never split.</summary>
    public static Answer PartitionKeyRanges(StoredContainer container, CosmosRequest request)
    {
        const string version = "\"1\"";
        if (request.IfNoneMatch == version)
        {
            return new(304) { ETag = version, ItemCount = 0 };
        }

        var range =
            $$"""{"id":"0","minInclusive":"","maxExclusive":"FF","status":"online","parents":[],"_rid":"{{container.Rid}}","_ts":{{container.Ts}}}""";
        var body = $$"""{"_rid":"{{container.Rid}}","PartitionKeyRanges":[{{range}}],"_count":1}""";
        return new(200, Encoding.UTF8.GetBytes(body)) { ETag = version, ItemCount = 1 };
    }

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    private StoredContainer Insert(StateConnection connection, string database, string id, ReadOnlySpan<byte> properties)
    {
        var number = connection.Scalar<long>(
            "INSERT INTO cosmos_containers (database, id, ts, properties) SELECT database, ?2, ?3, ?4 FROM cosmos_databases WHERE id = ?1 RETURNING container",
            database,
            id,
            Now,
            Encoding.UTF8.GetString(properties)
        );
        var container = Load(connection, number);
        ContainerIndexes.Create(connection, container);
        return container;
    }

    private static StoredContainer Load(StateConnection connection, long number) =>
        connection.Query($"{ContainerColumns} WHERE container = ?1", ReadContainer, number).Single();

    private static StoredContainer ReadContainer(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetString(5));

    private static Answer Describe(SqliteDataReader row)
    {
        var rid = ResourceIds.Database(row.GetInt64(0));
        var etag = ETags.Make(0, row.GetInt64(2), 0);
        var id = JsonEncodedText.Encode(row.GetString(1));
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":"{{id}}","_rid":"{{rid}}","_self":"dbs/{{rid}}/","_etag":"\"{{etag}}\"","_colls":"colls/","_users":"users/","_ts":{{row.GetInt64(2)}}}"""
        );
        return new(200, Encoding.UTF8.GetBytes(body)) { ETag = ETags.Quoted(etag) };
    }

    private static string Id(ReadOnlySpan<byte> body) =>
        JsonElement.Parse(body).TryGetProperty("id", out var id) && id.GetString() is { Length: > 0 } text
            ? text
            : throw CosmosFailureException.BadRequest("The id is missing.");

    private void Remember(StoredContainer container) => _containers[(container.DatabaseId, container.Id)] = container;
}
