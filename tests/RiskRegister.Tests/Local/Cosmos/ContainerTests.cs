using System.Net;
using Microsoft.Azure.Cosmos;
using Xunit;

namespace RiskRegister.Tests.Local.Cosmos;

public sealed class ContainerTests(CosmosFixture cosmos) : IClassFixture<CosmosFixture>
{
    private static CancellationToken Cancel => CosmosFixture.Cancel;

    [Fact]
    public async Task A_database_is_made_once()
    {
        var again = await cosmos.Client.CreateDatabaseIfNotExistsAsync(cosmos.Database.Id, cancellationToken: Cancel);
        var twice = await Refused(() => cosmos.Client.CreateDatabaseAsync(cosmos.Database.Id, cancellationToken: Cancel));
        var none = await Refused(() => cosmos.Client.GetDatabase("none").ReadAsync(cancellationToken: Cancel));

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.NotFound],
            [again.StatusCode, twice.StatusCode, none.StatusCode]
        );
    }

    [Fact]
    public async Task A_container_keeps_its_properties()
    {
        var properties = new ContainerProperties(NewId(), "/agency")
        {
            DefaultTimeToLive = 3600,
            UniqueKeyPolicy = new() { UniqueKeys = { new() { Paths = { "/number" } } } },
            IndexingPolicy =
            {
                CompositeIndexes =
                {
                    new()
                    {
                        new() { Path = "/type" },
                        new() { Path = "/score", Order = CompositePathSortOrder.Descending },
                    },
                },
            },
        };
        var made = await cosmos.Database.CreateContainerIfNotExistsAsync(properties, cancellationToken: Cancel);
        var again = await cosmos.Database.CreateContainerIfNotExistsAsync(properties, cancellationToken: Cancel);
        var read = await made.Container.ReadContainerAsync(cancellationToken: Cancel);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (made.StatusCode, again.StatusCode));
        Assert.Equal(("/agency", 3600), (read.Resource.PartitionKeyPath, read.Resource.DefaultTimeToLive));
        Assert.Equal("/number", read.Resource.UniqueKeyPolicy.UniqueKeys[0].Paths[0]);
        Assert.Equal(CompositePathSortOrder.Descending, read.Resource.IndexingPolicy.CompositeIndexes[0][1].Order);
    }

    [Fact]
    public async Task A_container_is_made_once_and_one_that_is_not_there_is_not_found()
    {
        var container = await NewAsync(new ContainerProperties(NewId(), "/agency"));

        var twice = await Refused(() => NewAsync(new ContainerProperties(container.Id, "/agency")));
        var none = await Refused(() =>
            cosmos.Database.GetContainer("none").ReadItemAsync<Entry>("a", new PartitionKey("p"), cancellationToken: Cancel)
        );

        Assert.Equal([HttpStatusCode.Conflict, HttpStatusCode.NotFound], [twice.StatusCode, none.StatusCode]);
    }

    [Fact]
    public async Task Replaced_properties_count_from_then_on()
    {
        var properties = new ContainerProperties(NewId(), "/agency");
        var container = await NewAsync(properties);
        properties.DefaultTimeToLive = 100;
        properties.IndexingPolicy.CompositeIndexes.Add([new() { Path = "/type" }, new() { Path = "/title" }]);

        await container.ReplaceContainerAsync(properties, cancellationToken: Cancel);

        var read = await container.ReadContainerAsync(cancellationToken: Cancel);
        Assert.Equal((100, 1), (read.Resource.DefaultTimeToLive, read.Resource.IndexingPolicy.CompositeIndexes.Count));
    }

    [Fact]
    public async Task A_unique_key_is_taken_once_in_a_partition_and_a_missing_one_counts_as_a_value()
    {
        var container = await NewAsync(
            new ContainerProperties(NewId(), "/agency")
            {
                UniqueKeyPolicy = new() { UniqueKeys = { new() { Paths = { "/number" } } } },
            }
        );
        Task Create(string id, string agency, int? number) =>
            number is null
                ? container.CreateItemAsync(new { id, agency }, new PartitionKey(agency), cancellationToken: Cancel)
                : container.CreateItemAsync(
                    new
                    {
                        id,
                        agency,
                        number,
                    },
                    new PartitionKey(agency),
                    cancellationToken: Cancel
                );
        await Create("a", "p", 1);
        await Create("b", "p", 2);
        await Create("c", "q", 1);
        await Create("d", "p", null);

        var taken = await Refused(() => Create("e", "p", 1));
        var missing = await Refused(() => Create("f", "p", null));
        var replaced = await Refused(() =>
            container.ReplaceItemAsync(
                new
                {
                    id = "b",
                    agency = "p",
                    number = 1,
                },
                "b",
                new PartitionKey("p"),
                cancellationToken: Cancel
            )
        );

        Assert.All([taken, missing, replaced], e => Assert.Equal(HttpStatusCode.Conflict, e.StatusCode));
    }

    [Fact]
    public async Task Items_without_a_partition_key_and_with_a_number_as_one_are_kept_apart()
    {
        var container = await NewAsync(new ContainerProperties(NewId(), "/agency"));
        await container.CreateItemAsync(new { id = "a" }, PartitionKey.None, cancellationToken: Cancel);
        await container.CreateItemAsync(new { id = "a", agency = 5 }, new PartitionKey(5), cancellationToken: Cancel);
        await container.CreateItemAsync(new { id = "a", agency = "[5]" }, new PartitionKey("[5]"), cancellationToken: Cancel);

        foreach (var key in (PartitionKey[])[PartitionKey.None, new(5), new("[5]")])
        {
            using var read = await container.ReadItemStreamAsync("a", key, cancellationToken: Cancel);
            Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        }
    }

    private static string NewId() => $"c-{Guid.NewGuid():n}";

    private async Task<Container> NewAsync(ContainerProperties properties) =>
        await cosmos.Database.CreateContainerAsync(properties, cancellationToken: Cancel);

    private static Task<CosmosException> Refused(Func<Task> work) => Assert.ThrowsAsync<CosmosException>(work);
}
