using System.Collections.Concurrent;
using System.Net;
using Microsoft.Azure.Cosmos;
using Xunit;

namespace RiskRegister.Tests.Local.Cosmos;

public sealed class ChangeFeedTests(CosmosFixture cosmos) : IClassFixture<CosmosFixture>
{
    private static CancellationToken Cancel => CosmosFixture.Cancel;

    [Fact]
    public async Task Each_item_comes_once_at_its_last_write_in_the_order_of_writes()
    {
        var container = await NewContainerAsync();
        await WriteAsync(container, "a", "b", "c", "a");

        var (ids, _) = await ReadAsync(container, ChangeFeedStartFrom.Beginning());

        Assert.Equal(["b", "c", "a"], ids);
    }

    [Fact]
    public async Task Reading_goes_on_after_what_was_read()
    {
        var container = await NewContainerAsync();
        await WriteAsync(container, "a", "b");
        var (_, continuation) = await ReadAsync(container, ChangeFeedStartFrom.Beginning());

        var (nothing, same) = await ReadAsync(container, ChangeFeedStartFrom.ContinuationToken(continuation));
        await WriteAsync(container, "c");
        var (next, _) = await ReadAsync(container, ChangeFeedStartFrom.ContinuationToken(same));

        Assert.Empty(nothing);
        Assert.Equal(["c"], next);
    }

    [Fact]
    public async Task Reading_from_now_passes_over_what_was()
    {
        var container = await NewContainerAsync();
        await WriteAsync(container, "a");

        var (_, now) = await ReadAsync(container, ChangeFeedStartFrom.Now());
        await WriteAsync(container, "b");
        var (ids, _) = await ReadAsync(container, ChangeFeedStartFrom.ContinuationToken(now));

        Assert.Equal(["b"], ids);
    }

    [Fact]
    public async Task Pages_hold_as_many_changes_as_asked_for()
    {
        var container = await NewContainerAsync();
        await WriteAsync(container, "a", "b", "c", "d", "e");
        using var feed = container.GetChangeFeedIterator<Entry>(
            ChangeFeedStartFrom.Beginning(),
            ChangeFeedMode.Incremental,
            new() { PageSizeHint = 2 }
        );

        var sizes = new List<int>();
        for (
            var page = await feed.ReadNextAsync(Cancel);
            page.StatusCode != HttpStatusCode.NotModified;
            page = await feed.ReadNextAsync(Cancel)
        )
        {
            sizes.Add(page.Count);
        }

        Assert.Equal([2, 2, 1], sizes);
    }

    [Fact]
    public async Task A_transaction_is_not_split_over_pages()
    {
        var container = await NewContainerAsync();
        using var batch = await container
            .CreateTransactionalBatch(new("p"))
            .CreateItem(new Entry("a", "p"))
            .CreateItem(new Entry("b", "p"))
            .CreateItem(new Entry("c", "p"))
            .ExecuteAsync(Cancel);
        using var feed = container.GetChangeFeedIterator<Entry>(
            ChangeFeedStartFrom.Beginning(),
            ChangeFeedMode.Incremental,
            new() { PageSizeHint = 2 }
        );

        Assert.Equal(3, (await feed.ReadNextAsync(Cancel)).Count);
    }

    [Fact]
    public async Task One_partition_can_be_read_alone()
    {
        var container = await NewContainerAsync();
        await WriteAsync(container, "a");
        await container.CreateItemAsync(new Entry("b", "q"), new PartitionKey("q"), cancellationToken: Cancel);

        var (ids, _) = await ReadAsync(
            container,
            ChangeFeedStartFrom.Beginning(FeedRange.FromPartitionKey(new PartitionKey("q")))
        );

        Assert.Equal(["b"], ids);
    }

    [Fact]
    public async Task The_processor_delivers_changes_and_goes_on_where_another_stopped()
    {
        var container = await NewContainerAsync();
        var leases = (
            await cosmos.Database.CreateContainerAsync($"leases-{Guid.NewGuid():n}", "/id", cancellationToken: Cancel)
        ).Container;
        await WriteAsync(container, "a", "b");

        var first = await ProcessAsync(container, leases, until: 2);
        await WriteAsync(container, "c", "d");
        var second = await ProcessAsync(container, leases, until: 2);

        Assert.Equal(["a", "b"], first);
        Assert.Equal(["c", "d"], second);
    }

    private static async Task<List<string>> ProcessAsync(Container container, Container leases, int until)
    {
        var seen = new ConcurrentQueue<string>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var processor = container
            .GetChangeFeedProcessorBuilder<Entry>(
                "relay",
                (IReadOnlyCollection<Entry> changes, CancellationToken _) =>
                {
                    foreach (var change in changes)
                    {
                        seen.Enqueue(change.Id);
                    }

                    if (seen.Count >= until)
                    {
                        enough.TrySetResult();
                    }

                    return Task.CompletedTask;
                }
            )
            .WithInstanceName(Guid.NewGuid().ToString("n"))
            .WithLeaseContainer(leases)
            .WithPollInterval(TimeSpan.FromMilliseconds(20))
            .WithStartTime(DateTime.MinValue.ToUniversalTime())
            .Build();
        await processor.StartAsync();
        await enough.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        await processor.StopAsync();
        return [.. seen];
    }

    private async Task<Container> NewContainerAsync() =>
        await cosmos.Database.CreateContainerAsync($"c-{Guid.NewGuid():n}", "/agency", cancellationToken: Cancel);

    private static async Task WriteAsync(Container container, params string[] ids)
    {
        foreach (var id in ids)
        {
            await container.UpsertItemAsync(new Entry(id, "p"), new PartitionKey("p"), cancellationToken: Cancel);
        }
    }

    private static async Task<(List<string> Ids, string Continuation)> ReadAsync(Container container, ChangeFeedStartFrom from)
    {
        using var feed = container.GetChangeFeedIterator<Entry>(from, ChangeFeedMode.Incremental);
        var ids = new List<string>();
        while (true)
        {
            var page = await feed.ReadNextAsync(Cancel);
            if (page.StatusCode == HttpStatusCode.NotModified)
            {
                return (ids, page.ContinuationToken);
            }

            ids.AddRange(page.Select(e => e.Id));
        }
    }
}
