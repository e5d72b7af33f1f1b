using System.Text.Json;
using Microsoft.Azure.Cosmos;
using RiskRegister.Local.Cosmos;
using RiskRegister.Local.State;
using Xunit;

namespace RiskRegister.Tests.Local.Cosmos;

/// <summary>
/// A client of the genuine SDK and a database of its own: at the account that COSMOS_CONNECTION names, or else at the embedded
/// endpoint over a temporary folder.
/// </summary>
public sealed class CosmosFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private StateDatabase? _state;

    /// <summary>The account that the contract is checked at instead of the embedded endpoint; null usually.</summary>
    public static string? GenuineConnection => Environment.GetEnvironmentVariable("COSMOS_CONNECTION");

    public CosmosEndpoint? Endpoint { get; private set; }
    public CosmosClient Client { get; private set; } = null!;
    public Database Database { get; private set; } = null!;

    /// <summary>A container as the register has it.</summary>
    public Container Container { get; private set; } = null!;

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Client = Connect(GenuineConnection ?? await StartAsync());
        Database = await Client.CreateDatabaseAsync($"contract-{Guid.NewGuid():n}");
        Container = await Database.CreateContainerAsync(
            new ContainerProperties("register", "/agency")
            {
                DefaultTimeToLive = -1,
                IndexingPolicy =
                {
                    IncludedPaths =
                    {
                        new() { Path = "/*" },
                        new() { Path = "/notes/short/?" },
                    },
                    ExcludedPaths = { new() { Path = "/notes/*" } },
                    CompositeIndexes =
                    {
                        new()
                        {
                            new() { Path = "/type" },
                            new() { Path = "/score", Order = CompositePathSortOrder.Descending },
                        },
                        new()
                        {
                            new() { Path = "/score", Order = CompositePathSortOrder.Descending },
                            new() { Path = "/title" },
                        },
                    },
                },
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        // The embedded endpoint's goes with its folder.
        await (Endpoint is null ? Database.DeleteAsync() : Endpoint.DisposeAsync().AsTask());
        Client.Dispose();
        if (_state is not null)
        {
            await _state.DisposeAsync();
        }

        _folder.Dispose();
    }

    public static CosmosClient Connect(string connection) =>
        new(
            connection,
            new CosmosClientOptions
            {
                ConnectionMode = ConnectionMode.Gateway,
                LimitToEndpoint = true,
                UseSystemTextJsonSerializerWithOptions = new(JsonSerializerDefaults.Web),
            }
        );

    /// <summary>A partition that no other test uses.</summary>
    public static string NewAgency() => Guid.NewGuid().ToString("n");

    /// <summary>All results of a query, with all pages.</summary>
    public async Task<List<T>> QueryAsync<T>(QueryDefinition query, string? agency, int pageSize = 100)
    {
        var options = new QueryRequestOptions
        {
            PartitionKey = agency is null ? null : new PartitionKey(agency),
            MaxItemCount = pageSize,
        };
        using var pages = Container.GetItemQueryIterator<T>(query, requestOptions: options);
        var results = new List<T>();
        while (pages.HasMoreResults)
        {
            results.AddRange(await pages.ReadNextAsync(Cancel));
        }

        return results;
    }

    private async Task<string> StartAsync()
    {
        _state = StateDatabase.Open(_folder.Path);
        Endpoint = await CosmosEndpoint.StartAsync(_state, TimeProvider.System);
        return Endpoint.ConnectionString;
    }
}

/// <summary>An item of the tests.</summary>
public sealed record Entry(string Id, string Agency, string Type = "risk", string? Title = null, int Score = 0, int? Ttl = null);
