using System.Net;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Time.Testing;
using RiskRegister.Local.Cosmos;
using RiskRegister.Local.State;
using Xunit;

namespace RiskRegister.Tests.Local.Cosmos;

/// <summary>What only the embedded endpoint can show: restarts, its own clock, and the state database under it.</summary>
public sealed class CosmosEndpointTests : IDisposable
{
    private static readonly PartitionKey Key = new("demo");

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(60));

    private static CancellationToken Cancel => CosmosFixture.Cancel;

    [Fact]
    public async Task Documents_the_key_and_the_change_feed_survive_a_restart()
    {
        var (continuation, key) = ("", "");
        await RunAsync(
            async (_, container, connectionString) =>
            {
                await container.CreateItemAsync(new Entry("a", "demo"), Key, cancellationToken: Cancel);
                await container.CreateItemAsync(new Entry("b", "demo"), Key, cancellationToken: Cancel);
                await container.DeleteItemAsync<Entry>("b", Key, cancellationToken: Cancel);
                (continuation, key) = (await ContinuationAsync(container), AccountKey(connectionString));
            }
        );

        await RunAsync(
            async (_, container, connectionString) =>
            {
                Assert.Equal(key, AccountKey(connectionString));
                Assert.Equal("a", (await container.ReadItemAsync<Entry>("a", Key, cancellationToken: Cancel)).Resource.Id);
                await container.CreateItemAsync(new Entry("c", "demo"), Key, cancellationToken: Cancel);
                using var feed = container.GetChangeFeedIterator<Entry>(
                    ChangeFeedStartFrom.ContinuationToken(continuation),
                    ChangeFeedMode.Incremental
                );
                Assert.Equal(["c"], (await feed.ReadNextAsync(Cancel)).Select(e => e.Id));
            }
        );
    }

    [Fact]
    public Task An_item_is_invisible_when_its_time_is_over_and_its_id_is_free() =>
        RunAsync(
            async (_, container, _) =>
            {
                await container.CreateItemAsync(new Entry("short", "demo", Ttl: 10), Key, cancellationToken: Cancel);
                await container.CreateItemAsync(new Entry("long", "demo"), Key, cancellationToken: Cancel);
                _time.Advance(TimeSpan.FromSeconds(10));

                using var read = await container.ReadItemStreamAsync("short", Key, cancellationToken: Cancel);
                using var query = container.GetItemQueryIterator<string>("SELECT VALUE c.id FROM c");
                using var feed = container.GetChangeFeedIterator<Entry>(
                    ChangeFeedStartFrom.Beginning(),
                    ChangeFeedMode.Incremental
                );

                Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
                Assert.Equal(["long"], await query.ReadNextAsync(Cancel));
                Assert.Equal(["long"], (await feed.ReadNextAsync(Cancel)).Select(e => e.Id));
                await container.CreateItemAsync(new Entry("short", "demo"), Key, cancellationToken: Cancel);
            }
        );

    [Fact]
    public Task Expired_items_are_swept() =>
        RunAsync(
            async (state, container, _) =>
            {
                await container.CreateItemAsync(new Entry("short", "demo", Ttl: 10), Key, cancellationToken: Cancel);

                _time.Advance(TimeSpan.FromMinutes(1));
                // Writes are done in order: behind this one the sweep is over.
                await state.WriteAsync(_ => { });

                Assert.Equal(0, state.Read(c => c.Scalar<long>("SELECT count(*) FROM cosmos_items")));
            }
        );

    [Fact]
    public Task Bytes_changed_in_the_file_are_returned_as_they_are() =>
        RunAsync(
            async (state, container, _) =>
            {
                await container.CreateItemAsync(new Entry("a", "demo"), Key, cancellationToken: Cancel);
                await state.WriteAsync(c => c.Execute("UPDATE cosmos_items SET body = '{\"id\": broken'"));

                using var read = await container.ReadItemStreamAsync("a", Key, cancellationToken: Cancel);
                using var text = new StreamReader(read.Content);

                Assert.Equal(HttpStatusCode.OK, read.StatusCode);
                Assert.Equal("{\"id\": broken", await text.ReadToEndAsync(Cancel));
            }
        );

    [Theory]
    [InlineData("SELECT DISTINCT c.x FROM c", "DISTINCT")]
    [InlineData("SELECT c.x FROM c JOIN t IN c.tags", "JOIN")]
    [InlineData("SELECT c.x FROM c GROUP BY c.x", "GROUP")]
    [InlineData("SELECT * FROM c OFFSET 1 LIMIT 1", "OFFSET")]
    [InlineData("SELECT * FROM c WHERE c.x LIKE 'a%'", "LIKE")]
    [InlineData("SELECT * FROM c WHERE c.x NOT LIKE 'a%'", "LIKE")]
    [InlineData("SELECT * FROM c WHERE c.x BETWEEN 1 AND 2", "BETWEEN")]
    [InlineData("SELECT * FROM c WHERE EXISTS(SELECT VALUE t FROM t IN c.tags)", "EXISTS")]
    [InlineData("SELECT * FROM c WHERE c.x IN ((SELECT VALUE 1))", "a subquery")]
    [InlineData("SELECT * FROM c WHERE c.x + 1 = 2", "+")]
    [InlineData("SELECT * FROM c WHERE (c.x ?? 1) = 2", "??")]
    [InlineData("SELECT * FROM c WHERE c.x ? true : false", "?")]
    [InlineData("SELECT VALUE {x: c.x} FROM c", "{")]
    [InlineData("SELECT VALUE [c.x] FROM c", "[")]
    [InlineData("SELECT VALUE c.x = 1 FROM c", "a condition as a value")]
    [InlineData("SELECT VALUE UPPER(c.x) FROM c", "function UPPER")]
    [InlineData("SELECT COUNT(1) AS n FROM c", "function COUNT")]
    [InlineData("SELECT LOWER(c.x) FROM c", "a selected value without a name")]
    public Task What_the_app_needs_of_no_query_is_not_supported(string text, string what) =>
        RunAsync(
            async (_, container, _) =>
            {
                using var query = container.GetItemQueryIterator<Entry>(text);
                var refused = await Assert.ThrowsAsync<CosmosException>(() => query.ReadNextAsync(Cancel));

                Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
                Assert.Contains($"not supported: {what}", refused.Message, StringComparison.Ordinal);
            }
        );

    [Fact]
    public Task What_the_app_needs_of_no_client_is_not_supported() =>
        RunAsync(
            async (_, container, _) =>
            {
                await container.CreateItemAsync(new Entry("a", "demo"), Key, cancellationToken: Cancel);
                using var all = container.GetItemQueryIterator<Entry>();
                Func<Task>[] calls =
                [
                    () => container.DeleteContainerAsync(cancellationToken: Cancel),
                    () => container.Database.DeleteAsync(cancellationToken: Cancel),
                    () => all.ReadNextAsync(Cancel),
                    () => container.ReadThroughputAsync(Cancel),
                    () => container.PatchItemAsync<Entry>("a", Key, [PatchOperation.Move("/x", "/y")], cancellationToken: Cancel),
                ];
                foreach (var call in calls)
                {
                    var refused = await Assert.ThrowsAsync<CosmosException>(call);
                    Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
                    Assert.Contains("not supported", refused.Message, StringComparison.Ordinal);
                }
            }
        );

    public void Dispose() => _folder.Dispose();

    private static async Task<string> ContinuationAsync(Container container)
    {
        using var feed = container.GetChangeFeedIterator<Entry>(ChangeFeedStartFrom.Now(), ChangeFeedMode.Incremental);
        return (await feed.ReadNextAsync(Cancel)).ContinuationToken;
    }

    private static string AccountKey(string connectionString) => connectionString.Split("AccountKey=")[1].TrimEnd(';');

    private async Task RunAsync(Func<StateDatabase, Container, string, Task> test)
    {
        Assert.SkipWhen(CosmosFixture.GenuineConnection is not null, "These are properties of the embedded endpoint alone.");
        await using var state = StateDatabase.Open(_folder.Path);
        await using var endpoint = await CosmosEndpoint.StartAsync(state, _time);
        using var client = CosmosFixture.Connect(endpoint.ConnectionString);
        Database database = await client.CreateDatabaseIfNotExistsAsync("db", cancellationToken: Cancel);
        Container container = await database.CreateContainerIfNotExistsAsync(
            new ContainerProperties("register", "/agency") { DefaultTimeToLive = -1 },
            cancellationToken: Cancel
        );
        await test(state, container, endpoint.ConnectionString);
    }
}
