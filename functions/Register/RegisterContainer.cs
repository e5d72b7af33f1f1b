using System.Net;
using Microsoft.Azure.Cosmos;

namespace RiskRegister.Register;

/// <summary>The one container of the register. Every call names the agency, which is the partition key: there is no query across agencies.</summary>
public sealed class RegisterContainer(CosmosClient client, ILogger<RegisterContainer> logger)
{
    /// <summary>Name of the database.</summary>
    public const string DatabaseName = "risk-register";

    /// <summary>Name of the container.</summary>
    public const string ContainerName = "register";

    /// <summary>Name of the container that keeps how far the change feed was read.</summary>
    public const string LeasesName = "leases";

    /// <summary>Partition of what belongs to no agency: the list of agencies and who belongs to which. Agency ids can't begin with an underscore.</summary>
    public const string Directory = "_directory";

    private readonly Container _container = client.GetContainer(DatabaseName, ContainerName);

    /// <summary>How the container has to be made; infra/ is compared with it.</summary>
    public static ContainerProperties Properties
    {
        get
        {
            var properties = new ContainerProperties(ContainerName, "/agency") { DefaultTimeToLive = -1 };
            // A policy that names paths has to say what becomes of all others.
            properties.IndexingPolicy.IncludedPaths.Add(new IncludedPath { Path = "/*" });
            properties.IndexingPolicy.ExcludedPaths.Add(new ExcludedPath { Path = "/entry/*" });
            properties.IndexingPolicy.ExcludedPaths.Add(new ExcludedPath { Path = "/data/*" });
            properties.IndexingPolicy.ExcludedPaths.Add(new ExcludedPath { Path = "/body/*" });
            foreach (var index in Indexes)
            {
                properties.IndexingPolicy.CompositeIndexes.Add([
                    .. index.Select(path => new CompositePath
                    {
                        Path = path.TrimStart('-'),
                        Order = path[0] == '-' ? CompositePathSortOrder.Descending : CompositePathSortOrder.Ascending,
                    }),
                ]);
            }

            return properties;
        }
    }

    /// <summary>One composite index for each order that lists offer; a minus means descending.</summary>
    private static IReadOnlyList<IReadOnlyList<string>> Indexes =>
        [
            ["/type", "/reference"],
            ["/type", "-/level", "/reference"],
            ["/type", "-/changedAt", "/reference"],
            ["/type", "/nextReview", "/reference"],
            ["/type", "/title", "/reference"],
            ["/type", "/owner", "/reference"],
            ["/type", "/reference", "/version"],
            ["/type", "/run", "/id"],
            ["/type", "/id"],
            ["/type", "/deadline", "/id"],
        ];

    /// <summary>Whether the database answers.</summary>
    public async Task<bool> IsReachableAsync(CancellationToken cancellation = default)
    {
        try
        {
            using var response = await _container.ReadItemStreamAsync(
                "none",
                new PartitionKey(Directory),
                cancellationToken: cancellation
            );
            return response.StatusCode == HttpStatusCode.NotFound;
        }
        catch (Exception e) when (e is CosmosException or HttpRequestException)
        {
            logger.LogError(e, "The register's database can't be reached");
            return false;
        }
    }

    /// <summary>
    /// Makes the database and the container where they are not made by the infrastructure; a container of an older version of the
    /// product gets the indexes of this one.
    /// </summary>
    public async Task EnsureCreatedAsync(CancellationToken cancellation = default)
    {
        var database = await client.CreateDatabaseIfNotExistsAsync(DatabaseName, cancellationToken: cancellation);
        var register = await database.Database.CreateContainerIfNotExistsAsync(Properties, cancellationToken: cancellation);
        if (register.StatusCode == HttpStatusCode.OK)
        {
            await register.Container.ReplaceContainerAsync(Properties, cancellationToken: cancellation);
        }

        await database.Database.CreateContainerIfNotExistsAsync(LeasesName, "/id", cancellationToken: cancellation);
    }

    /// <summary>Point read; null when there is no such document.</summary>
    public async Task<Stored<T>?> FindAsync<T>(string agency, string id, CancellationToken cancellation = default)
    {
        try
        {
            var response = await _container.ReadItemAsync<T>(id, new PartitionKey(agency), cancellationToken: cancellation);
            logger.LogDebug("Read of {Count} document, {Id}: {Charge} RU", 1, id, response.RequestCharge);
            return new Stored<T>(response.Resource, response.ETag);
        }
        catch (CosmosException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            logger.LogDebug("Read of {Count} document, {Id}: {Charge} RU", 0, id, e.RequestCharge);
            return null;
        }
    }

    /// <summary>Many point reads at once; what does not exist is left out.</summary>
    public async Task<IReadOnlyList<T>> FindManyAsync<T>(
        string agency,
        IEnumerable<string> ids,
        CancellationToken cancellation = default
    )
    {
        var keys = ids.Distinct().Select(id => (id, new PartitionKey(agency))).ToList();
        if (keys.Count == 0)
        {
            return [];
        }

        var found = await _container.ReadManyItemsAsync<T>(keys, cancellationToken: cancellation);
        logger.LogDebug("Read of {Count} documents by id: {Charge} RU", found.Count, found.RequestCharge);
        return [.. found];
    }

    /// <summary>The stored text of a document as it is, even when it is no longer valid JSON; null when there is no such document.</summary>
    public async Task<string?> ReadTextAsync(string agency, string id, CancellationToken cancellation = default)
    {
        using var response = await _container.ReadItemStreamAsync(id, new PartitionKey(agency), cancellationToken: cancellation);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        logger.LogDebug("Read of {Count} document, {Id}: {Charge} RU", 1, id, response.Headers.RequestCharge);
        using var reader = new StreamReader(response.Content);
        return await reader.ReadToEndAsync(cancellation);
    }

    /// <summary>One page of a query inside the agency's partition.</summary>
    /// <exception cref="RefusedException">The continuation is none that this list gave out.</exception>
    public async Task<Page<T>> QueryAsync<T>(
        string agency,
        QueryDefinition query,
        int limit,
        string? continuation = null,
        CancellationToken cancellation = default
    )
    {
        var options = new QueryRequestOptions { PartitionKey = new PartitionKey(agency), MaxItemCount = limit };
        using var iterator = _container.GetItemQueryIterator<T>(query, continuation, options);
        var items = new List<T>();
        var charge = 0.0;
        string? next = null;
        try
        {
            // The service may end a page early, even an empty one, while there is more.
            while (items.Count == 0 && iterator.HasMoreResults)
            {
                var page = await iterator.ReadNextAsync(cancellation);
                items.AddRange(page);
                charge += page.RequestCharge;
                next = page.ContinuationToken;
            }
        }
        catch (CosmosException e) when (e.StatusCode == HttpStatusCode.BadRequest && continuation is not null)
        {
            throw RefusedException.Because("continuation", "bad-continuation", "Start the list again without a continuation.");
        }

        logger.LogDebug("Query of {Count} documents, {Text}: {Charge} RU", items.Count, query.QueryText, charge);
        return new Page<T>(items, next);
    }

    /// <summary>All results of a query inside the agency's partition, page by page.</summary>
    public async IAsyncEnumerable<T> QueryAllAsync<T>(
        string agency,
        QueryDefinition query,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        string? continuation = null;
        do
        {
            var page = await QueryAsync<T>(agency, query, 200, continuation, cancellation);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            continuation = page.Continuation;
        } while (continuation is not null);
    }

    /// <summary>Writes all of <paramref name="writes"/> or nothing.</summary>
    /// <returns>The new ETags in the order of the writes.</returns>
    /// <exception cref="CommitConflictException">A document was there already, or was changed since it was read.</exception>
    public async Task<IReadOnlyList<string>> CommitAsync(
        string agency,
        IReadOnlyList<DocumentWrite> writes,
        CancellationToken cancellation = default
    )
    {
        var batch = _container.CreateTransactionalBatch(new PartitionKey(agency));
        foreach (var write in writes)
        {
            write.AddTo(batch);
        }

        using var response = await batch.ExecuteAsync(cancellation);
        logger.LogDebug("Commit of {Count} documents: {Charge} RU", writes.Count, response.RequestCharge);
        if (response.IsSuccessStatusCode)
        {
            return [.. response.Select(result => result.ETag)];
        }

        var failed = writes.Zip(response).FirstOrDefault(pair => pair.Second.StatusCode != HttpStatusCode.FailedDependency).First;
        throw response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound
            ? new CommitConflictException(failed?.Id ?? "", response.StatusCode)
            : new InvalidOperationException($"The commit failed with {(int)response.StatusCode} {response.ErrorMessage}");
    }
}
