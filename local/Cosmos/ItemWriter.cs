using RiskRegister.Local.State;

namespace RiskRegister.Local.Cosmos;

/// <summary>Carries out item operations inside one transaction; all of them share one log sequence number.</summary>
internal sealed class ItemWriter(StateConnection connection, StoredContainer container, long now)
{
    private int _writes;

    /// <summary>The sequence number of this transaction's writes; 0 as long as there were none.</summary>
    public long Lsn { get; private set; }

    /// <exception cref="CosmosFailureException">The operation is refused, as by the genuine service.</exception>
    public ItemResult Run(ItemOperation operation) =>
        operation.Kind switch
        {
            ItemOperationKind.Create => Create(operation),
            ItemOperationKind.Read => Read(operation),
            ItemOperationKind.Replace => Replace(operation, Existing(operation)),
            ItemOperationKind.Upsert => Find(operation) is { } found ? Replace(operation, found) : Create(operation),
            ItemOperationKind.Delete => Delete(operation),
            ItemOperationKind.Patch => Change(operation),
            _ => throw CosmosFailureException.NotSupported($"operation type {(int)operation.Kind}"),
        };

    /// <summary>Reads a live item, or null.</summary>
    public static StoredItem? Find(
        StateConnection connection,
        StoredContainer container,
        string partitionKey,
        string id,
        long now
    ) =>
        connection
            .Query<StoredItem?>(
                $"SELECT {StoredItem.Columns} FROM cosmos_items i WHERE container = ?1 AND partition_key = ?2 AND id = ?3 AND (expires IS NULL OR expires > ?4)",
                row => StoredItem.Read(row),
                container.Number,
                partitionKey,
                id,
                now
            )
            .FirstOrDefault();

    private ItemResult Create(ItemOperation operation)
    {
        var document = operation.Document!;
        var etag = NextETag();
        var item = Insert(document, etag);
        if (item == 0 && PurgeExpired() > 0)
        {
            item = Insert(document, etag);
        }

        return item != 0 ? Written(201, operation, item, etag, document) : throw CosmosFailureException.Conflict(Clash());
    }

    private ItemResult Read(ItemOperation operation)
    {
        var item = Existing(operation, writes: false);
        return ETags.Match(operation.IfNoneMatch, item.ETag)
            ? new(304, item.ETag, null, 1)
            : new(200, item.ETag, item.ToClient(container), Charges.Read(item.Body.Length));
    }

    private ItemResult Replace(ItemOperation operation, StoredItem existing) =>
        Replace(CheckIfMatch(operation, existing), existing, operation.Document!);

    private ItemResult Replace(ItemOperation operation, StoredItem existing, ItemDocument document)
    {
        var etag = NextETag();
        if (Update(existing.Item, document, etag) == 0 && (PurgeExpired() == 0 || Update(existing.Item, document, etag) == 0))
        {
            throw CosmosFailureException.Conflict(Clash());
        }

        return Written(200, operation, existing.Item, etag, document);
    }

    private ItemResult Delete(ItemOperation operation)
    {
        var existing = Existing(operation);
        CheckIfMatch(operation, existing);
        NextETag();
        connection.Execute("DELETE FROM cosmos_items WHERE item = ?1", existing.Item);
        return new(204, null, null, Charges.Write(existing.Body.Length));
    }

    private ItemResult Change(ItemOperation operation)
    {
        var existing = Existing(operation);
        CheckIfMatch(operation, existing);
        if (!operation.Patch!.Applies(connection, container, existing.Item))
        {
            throw CosmosFailureException.PreconditionFailed();
        }

        var document = ItemDocument.Parse(operation.Patch.Apply(existing.Body), container);
        return document.Id == operation.Id && document.PartitionKey == operation.PartitionKey
            ? Replace(operation, existing, document)
            : throw CosmosFailureException.BadRequest("A patch cannot change the id or the partition key.");
    }

    private StoredItem? Find(ItemOperation operation) => Find(connection, container, operation.PartitionKey, operation.Id, now);

    private StoredItem Existing(ItemOperation operation, bool writes = true) =>
        Find(operation) ?? throw CosmosFailureException.NotFound();

    private static ItemOperation CheckIfMatch(ItemOperation operation, StoredItem existing) =>
        operation.IfMatch is null || ETags.Match(operation.IfMatch, existing.ETag)
            ? operation
            : throw CosmosFailureException.PreconditionFailed();

    private long Insert(ItemDocument document, string etag) =>
        connection.Scalar<long>(
            """
            INSERT INTO cosmos_items (container, partition_key, id, etag, ts, lsn, expires, body)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING RETURNING item
            """,
            container.Number,
            document.PartitionKey,
            document.Id,
            etag,
            now,
            Lsn,
            Expires(document),
            document.Body
        );

    private int Update(long item, ItemDocument document, string etag) =>
        connection.Execute(
            "UPDATE OR IGNORE cosmos_items SET etag = ?2, ts = ?3, lsn = ?4, expires = ?5, body = ?6 WHERE item = ?1",
            item,
            etag,
            now,
            Lsn,
            Expires(document),
            document.Body
        );

    // Expired items are gone for everyone, so they must not stand in the way of an id or a unique key either.
    private int PurgeExpired() =>
        connection.Execute("DELETE FROM cosmos_items WHERE container = ?1 AND expires <= ?2", container.Number, now);

    private long? Expires(ItemDocument document) =>
        container.DefaultTtl is { } otherwise && (document.Ttl ?? otherwise) is > 0 and var seconds ? now + seconds : null;

    private string NextETag()
    {
        if (Lsn == 0)
        {
            Lsn = connection.Scalar<long>(
                "UPDATE cosmos_containers SET last_lsn = last_lsn + 1 WHERE container = ?1 RETURNING last_lsn",
                container.Number
            );
        }

        return Lsn != 0 ? ETags.Make(container.Number, Lsn, _writes++) : throw CosmosFailureException.NotFound("The container");
    }

    private ItemResult Written(int status, ItemOperation operation, long item, string etag, ItemDocument document)
    {
        var bytes = operation.Minimal
            ? null
            : new StoredItem(item, etag, now, Lsn, System.Text.Encoding.UTF8.GetBytes(document.Body)).ToClient(container);
        return new(status, etag, bytes, Charges.Write(document.Body.Length));
    }

    private string Clash() =>
        container.UniqueKeys.Count == 0
            ? "Entity with the specified id already exists in the system."
            : "Entity with the specified id already exists in the system, or a unique index constraint is violated.";
}
