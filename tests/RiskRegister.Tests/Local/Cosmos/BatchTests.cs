using System.Net;
using Microsoft.Azure.Cosmos;
using Xunit;

namespace RiskRegister.Tests.Local.Cosmos;

public sealed class BatchTests(CosmosFixture cosmos) : IClassFixture<CosmosFixture>
{
    private readonly string _agency = CosmosFixture.NewAgency();

    private Container Container => cosmos.Container;
    private PartitionKey Key => new(_agency);
    private static CancellationToken Cancel => CosmosFixture.Cancel;

    [Fact]
    public async Task A_batch_commits_all_its_operations()
    {
        var old = await Container.CreateItemAsync(new Entry("old", _agency), Key, cancellationToken: Cancel);
        await Container.CreateItemAsync(new Entry("gone", _agency), Key, cancellationToken: Cancel);

        using var response = await Container
            .CreateTransactionalBatch(Key)
            .CreateItem(new Entry("new", _agency, Score: 1))
            .ReplaceItem("old", new Entry("old", _agency, Score: 2), new() { IfMatchEtag = old.ETag })
            .UpsertItem(new Entry("either", _agency, Score: 3))
            .DeleteItem("gone")
            .PatchItem("new", [PatchOperation.Increment("/score", 10)])
            .ReadItem("new")
            .ExecuteAsync(Cancel);

        Assert.True(response.IsSuccessStatusCode, response.ErrorMessage);
        Assert.Equal([201, 200, 201, 204, 200, 200], response.Select(r => (int)r.StatusCode));
        Assert.Equal(11, response.GetOperationResultAtIndex<Entry>(5).Resource.Score);
        var read = await Container.ReadItemAsync<Entry>("old", Key, cancellationToken: Cancel);
        Assert.Equal((2, response[1].ETag), (read.Resource.Score, read.ETag));
    }

    [Fact]
    public async Task A_refused_operation_undoes_the_batch_and_names_itself()
    {
        await Container.CreateItemAsync(new Entry("taken", _agency), Key, cancellationToken: Cancel);

        using var response = await Container
            .CreateTransactionalBatch(Key)
            .CreateItem(new Entry("first", _agency))
            .CreateItem(new Entry("taken", _agency))
            .CreateItem(new Entry("third", _agency))
            .ExecuteAsync(Cancel);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal([424, 409, 424], response.Select(r => (int)r.StatusCode));
        using var first = await Container.ReadItemStreamAsync("first", Key, cancellationToken: Cancel);
        Assert.Equal(HttpStatusCode.NotFound, first.StatusCode);
    }

    [Fact]
    public async Task A_stale_etag_refuses_the_batch()
    {
        await Container.CreateItemAsync(new Entry("a", _agency), Key, cancellationToken: Cancel);

        using var response = await Container
            .CreateTransactionalBatch(Key)
            .CreateItem(new Entry("event", _agency))
            .ReplaceItem("a", new Entry("a", _agency), new() { IfMatchEtag = "\"stale\"" })
            .ExecuteAsync(Cancel);

        Assert.Equal(HttpStatusCode.PreconditionFailed, response.StatusCode);
        Assert.Equal([424, 412], response.Select(r => (int)r.StatusCode));
    }

    [Fact]
    public async Task A_missing_item_refuses_the_batch()
    {
        using var response = await Container.CreateTransactionalBatch(Key).DeleteItem("none").ExecuteAsync(Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_batch_may_leave_out_the_items_in_its_answer()
    {
        using var response = await Container
            .CreateTransactionalBatch(Key)
            .CreateItem(new Entry("a", _agency), new() { EnableContentResponseOnWrite = false })
            .ExecuteAsync(Cancel);

        Assert.Null(response[0].ResourceStream);
        Assert.NotEmpty(response[0].ETag);
    }

    [Fact]
    public async Task A_batch_takes_a_hundred_operations()
    {
        var batch = Container.CreateTransactionalBatch(Key);
        for (var i = 0; i < 100; i++)
        {
            batch.CreateItem(new Entry($"item-{i}", _agency));
        }

        using var response = await batch.ExecuteAsync(Cancel);

        Assert.True(response.IsSuccessStatusCode, response.ErrorMessage);
        Assert.Equal([100L], await cosmos.QueryAsync<long>(new("SELECT VALUE COUNT(1) FROM c"), _agency));
    }

    [Fact]
    public async Task A_batch_of_more_than_a_hundred_operations_is_refused()
    {
        var batch = Container.CreateTransactionalBatch(Key);
        for (var i = 0; i < 101; i++)
        {
            batch.CreateItem(new Entry($"item-{i}", _agency));
        }

        using var response = await batch.ExecuteAsync(Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([0L], await cosmos.QueryAsync<long>(new("SELECT VALUE COUNT(1) FROM c"), _agency));
    }

    [Fact]
    public async Task A_batch_of_more_than_2_MB_is_too_large()
    {
        var (batch, title) = (Container.CreateTransactionalBatch(Key), new string('x', 800_000));

        using var response = await batch
            .CreateItem(new Entry("a", _agency, Title: title))
            .CreateItem(new Entry("b", _agency, Title: title))
            .CreateItem(new Entry("c", _agency, Title: title))
            .ExecuteAsync(Cancel);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal([0L], await cosmos.QueryAsync<long>(new("SELECT VALUE COUNT(1) FROM c"), _agency));
    }
}
