using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace RiskRegister.Tests.Local.Kill;

/// <summary>The documents of the victim, through the genuine SDK. The tests read with it, too, what a killed victim has left.</summary>
public sealed class VictimStore(string connection) : IHostedService, IDisposable
{
    public const string DatabaseName = "victim";
    public const string ContainerName = "documents";
    public const string LeasesName = "leases";

    private static readonly PartitionKey Key = new(Document.Partition);

    private readonly CosmosClient _client = new(
        connection,
        new CosmosClientOptions
        {
            ConnectionMode = ConnectionMode.Gateway,
            LimitToEndpoint = true,
            UseSystemTextJsonSerializerWithOptions = JsonSerializerOptions.Web,
        }
    );

    public VictimStore(IConfiguration settings)
        : this(settings["CosmosConnection"]!) { }

    private Container Container => _client.GetContainer(DatabaseName, ContainerName);

    /// <summary>Makes the containers where they are missing.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Database database = await _client.CreateDatabaseIfNotExistsAsync(DatabaseName, cancellationToken: cancellationToken);
        await database.CreateContainerIfNotExistsAsync(ContainerName, "/agency", cancellationToken: cancellationToken);
        await database.CreateContainerIfNotExistsAsync(LeasesName, "/id", cancellationToken: cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _client.Dispose();

    public async Task<Document?> FindAsync(string id)
    {
        try
        {
            return await Container.ReadItemAsync<Document>(id, Key);
        }
        catch (CosmosException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Writes all in one batch: creates what has no ETag, and replaces what still has its ETag.</summary>
    /// <returns>The new ETags; or null when another writer was faster, and then nothing was written.</returns>
    public async Task<IReadOnlyList<string>?> CommitAsync(params IReadOnlyList<Document> documents)
    {
        var batch = Container.CreateTransactionalBatch(Key);
        foreach (var document in documents)
        {
            batch = document.ETag is null
                ? batch.CreateItem(document)
                : batch.ReplaceItem(document.Id, document, new() { IfMatchEtag = document.ETag });
        }

        using var response = await batch.ExecuteAsync();
        if (response.IsSuccessStatusCode)
        {
            return [.. response.Select(result => result.ETag)];
        }

        return response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed
            ? null
            : throw new InvalidOperationException($"The batch failed with {response.StatusCode}: {response.ErrorMessage}");
    }

    /// <summary>Writes one document, whether it exists or not.</summary>
    public async Task<Document> PutAsync(Document document) => await Container.UpsertItemAsync(document, Key);

    /// <summary>All documents there are; none when the victim was killed before it could make the containers.</summary>
    public async Task<IReadOnlyList<Document>> AllAsync()
    {
        var found = new List<Document>();
        using var pages = Container.GetItemQueryIterator<Document>("SELECT * FROM c", null, new() { PartitionKey = Key });
        try
        {
            while (pages.HasMoreResults)
            {
                found.AddRange(await pages.ReadNextAsync());
            }
        }
        catch (CosmosException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return [];
        }

        return found;
    }
}
