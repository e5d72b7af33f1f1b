using RiskRegister.Local.State;

namespace RiskRegister.Local.Cosmos;

/// <summary>Requests on single items, and batches of them.</summary>
internal sealed class ItemOperations(StateDatabase state, TimeProvider time)
{
    private const int MostBatchOperations = 100;

    public Answer Read(StoredContainer container, CosmosRequest request, string id)
    {
        var item =
            state.Read(c => ItemWriter.Find(c, container, request.RequiredPartitionKey, id, Now))
            ?? throw CosmosFailureException.NotFound();
        var notModified = ETags.Match(request.IfNoneMatch, item.ETag);
        return new(notModified ? 304 : 200, notModified ? default : item.ToClient(container))
        {
            ETag = ETags.Quoted(item.ETag),
            Charge = Charges.Read(item.Body.Length),
            Lsn = container.LastLsn,
        };
    }

    public async Task<Answer> WriteAsync(StoredContainer container, CosmosRequest request, ItemOperationKind kind, string? id)
    {
        var operation = ItemOperation.Parse(kind, container, request.RequiredPartitionKey, id, await request.ReadBodyAsync()) with
        {
            IfMatch = request.IfMatch,
            IfNoneMatch = request.IfNoneMatch,
            Minimal = request.Minimal,
        };
        var result = (await RunAsync(container, [operation]))[0];
        return new(result.Status, result.Body)
        {
            ETag = result.ETag is null ? null : ETags.Quoted(result.ETag),
            Charge = result.Charge,
            Lsn = container.LastLsn,
        };
    }

    /// <summary>A transactional batch: all operations or none.</summary>
    public async Task<Answer> BatchAsync(StoredContainer container, CosmosRequest request)
    {
        if (!request.Flag("x-ms-cosmos-batch-atomic"))
        {
            throw CosmosFailureException.NotSupported("a batch that is not transactional, as bulk mode sends it");
        }

        var body = await request.ReadBodyAsync();
        var records = await BatchFormat.ReadAsync(body);
        if (records.Count > MostBatchOperations || body.Length > CosmosRequest.MostBytes)
        {
            throw records.Count > MostBatchOperations
                ? CosmosFailureException.BadRequest(
                    $"Batch request has more operations than what is supported: {MostBatchOperations}."
                )
                : CosmosFailureException.TooLarge($"a batch of {body.Length} bytes");
        }

        var results = await RunAtomicAsync(container, records, request.RequiredPartitionKey);
        return new(results.All(r => r.Status < 400) ? 200 : 207, await BatchFormat.WriteAsync(results))
        {
            Charge = results.Sum(r => r.Charge),
            Lsn = container.LastLsn,
        };
    }

    /// <summary>Deletes what has outlived its time; queries and reads have not seen it since.</summary>
    public void Sweep()
    {
        // A sweep that fails, as when the state database closes first, is made up for by the next.
        _ = state.WriteAsync(connection =>
            connection.Execute(
                "DELETE FROM cosmos_items WHERE item IN (SELECT item FROM cosmos_items WHERE expires <= ?1 LIMIT 2000)",
                Now
            )
        );
    }

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    private async Task<List<BatchResultRecord>> RunAtomicAsync(
        StoredContainer container,
        List<BatchOperationRecord> records,
        string key
    )
    {
        var reached = 0;
        try
        {
            var operations = new List<ItemOperation>(records.Count);
            for (; reached < records.Count; reached++)
            {
                operations.Add(Parse(container, records[reached], key));
            }

            var results = await RunAsync(container, operations, at => reached = at);
            return results.ConvertAll(Record);
        }
        catch (CosmosFailureException failure)
        {
            return [.. records.Select((_, i) => i == reached ? Record(failure) : new BatchResultRecord(424, 0, null, null, 0))];
        }
    }

    private static ItemOperation Parse(StoredContainer container, BatchOperationRecord record, string partitionKey) =>
        ItemOperation.Parse((ItemOperationKind)record.OperationType, container, partitionKey, record.Id, record.ResourceBody) with
        {
            IfMatch = record.IfMatch,
            IfNoneMatch = record.IfNoneMatch,
            Minimal = record.MinimalReturnPreference,
        };

    /// <summary>Runs operations in one transaction: all or, when one is refused, none.</summary>
    private async Task<List<ItemResult>> RunAsync(
        StoredContainer container,
        List<ItemOperation> operations,
        Action<int>? reached = null
    )
    {
        var (results, lsn) = await state.WriteAsync(connection =>
        {
            var writer = new ItemWriter(connection, container, Now);
            var done = new List<ItemResult>(operations.Count);
            for (var i = 0; i < operations.Count; i++)
            {
                reached?.Invoke(i);
                done.Add(writer.Run(operations[i]));
            }

            return (done, writer.Lsn);
        });
        container.Committed(lsn);
        return results;
    }

    private static BatchResultRecord Record(ItemResult result) =>
        new(result.Status, 0, result.ETag is null ? null : ETags.Quoted(result.ETag), result.Body, result.Charge);

    private static BatchResultRecord Record(CosmosFailureException failure) =>
        new(failure.Status, failure.SubStatus, null, null, 1);
}
