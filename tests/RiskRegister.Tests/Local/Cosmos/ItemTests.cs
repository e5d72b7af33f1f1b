using System.Net;
using System.Text;
using Microsoft.Azure.Cosmos;
using Xunit;

namespace RiskRegister.Tests.Local.Cosmos;

public sealed class ItemTests(CosmosFixture cosmos) : IClassFixture<CosmosFixture>
{
    private readonly string _agency = CosmosFixture.NewAgency();

    private Container Container => cosmos.Container;
    private PartitionKey Key => new(_agency);
    private static CancellationToken Cancel => CosmosFixture.Cancel;

    [Fact]
    public async Task A_created_item_is_read_back()
    {
        var created = await Container.CreateItemAsync(
            new Entry("R-0001", _agency, Title: "Flood \"100 %\" – Überschwemmung"),
            Key,
            cancellationToken: Cancel
        );
        var read = await Container.ReadItemAsync<Entry>("R-0001", Key, cancellationToken: Cancel);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal("Flood \"100 %\" – Überschwemmung", read.Resource.Title);
        Assert.Equal(created.ETag, read.ETag);
        Assert.True(read.RequestCharge > 0);
        Assert.NotEmpty(read.ActivityId);
        Assert.NotEmpty(read.Headers.Session);
    }

    [Fact]
    public async Task An_id_is_taken_once_in_a_partition_and_again_in_another()
    {
        await Container.CreateItemAsync(new Entry("same", _agency), Key, cancellationToken: Cancel);
        var other = CosmosFixture.NewAgency();

        var conflict = await Refused(() => Container.CreateItemAsync(new Entry("same", _agency), Key, cancellationToken: Cancel));
        await Container.CreateItemAsync(new Entry("same", other), new PartitionKey(other), cancellationToken: Cancel);

        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
    }

    [Fact]
    public async Task A_missing_item_is_not_found()
    {
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await Refused(() => Container.ReadItemAsync<Entry>("none", Key, cancellationToken: Cancel))).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await Refused(() => Container.DeleteItemAsync<Entry>("none", Key, cancellationToken: Cancel))).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (
                await Refused(() =>
                    Container.ReplaceItemAsync(new Entry("none", _agency), "none", Key, cancellationToken: Cancel)
                )
            ).StatusCode
        );
    }

    [Fact]
    public async Task Each_write_changes_the_etag_and_a_stale_one_is_refused()
    {
        var created = await Container.CreateItemAsync(new Entry("a", _agency), Key, cancellationToken: Cancel);
        var ifMatch = new ItemRequestOptions { IfMatchEtag = created.ETag };

        var replaced = await Container.ReplaceItemAsync(new Entry("a", _agency, Score: 2), "a", Key, ifMatch, Cancel);
        var stale = await Refused(() => Container.ReplaceItemAsync(new Entry("a", _agency, Score: 3), "a", Key, ifMatch, Cancel));
        var staleUpsert = await Refused(() => Container.UpsertItemAsync(new Entry("a", _agency, Score: 3), Key, ifMatch, Cancel));
        var staleDelete = await Refused(() => Container.DeleteItemAsync<Entry>("a", Key, ifMatch, Cancel));

        Assert.NotEqual(created.ETag, replaced.ETag);
        Assert.All([stale, staleUpsert, staleDelete], e => Assert.Equal(HttpStatusCode.PreconditionFailed, e.StatusCode));
        Assert.Equal(2, (await Container.ReadItemAsync<Entry>("a", Key, cancellationToken: Cancel)).Resource.Score);
    }

    [Fact]
    public async Task A_read_with_the_present_etag_is_not_modified()
    {
        var created = await Container.CreateItemAsync(new Entry("a", _agency), Key, cancellationToken: Cancel);

        using var same = await Container.ReadItemStreamAsync("a", Key, new() { IfNoneMatchEtag = created.ETag }, Cancel);
        using var other = await Container.ReadItemStreamAsync("a", Key, new() { IfNoneMatchEtag = "\"other\"" }, Cancel);

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task An_upsert_creates_and_then_replaces()
    {
        var first = await Container.UpsertItemAsync(new Entry("a", _agency, Score: 1), Key, cancellationToken: Cancel);
        var second = await Container.UpsertItemAsync(new Entry("a", _agency, Score: 2), Key, cancellationToken: Cancel);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal(2, second.Resource.Score);
    }

    [Fact]
    public async Task A_deleted_item_is_gone()
    {
        await Container.CreateItemAsync(new Entry("a", _agency), Key, cancellationToken: Cancel);

        var deleted = await Container.DeleteItemAsync<Entry>("a", Key, cancellationToken: Cancel);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var read = await Container.ReadItemStreamAsync("a", Key, cancellationToken: Cancel);
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
    }

    [Fact]
    public async Task Many_items_are_read_at_once()
    {
        foreach (var id in (string[])["a", "b", "c"])
        {
            await Container.CreateItemAsync(new Entry(id, _agency), Key, cancellationToken: Cancel);
        }

        var read = await Container.ReadManyItemsAsync<Entry>([("a", Key), ("c", Key), ("none", Key)], cancellationToken: Cancel);

        Assert.Equal(["a", "c"], read.Select(e => e.Id).Order());
    }

    [Fact]
    public async Task System_properties_are_added_and_those_of_a_client_are_not_kept()
    {
        var json = $$"""{"id":"a","_etag":"mine","agency":"{{_agency}}","_ts":1,"name":"x"}""";
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(json));
        using var created = await Container.CreateItemStreamAsync(body, Key, cancellationToken: Cancel);

        var read = await Container.ReadItemAsync<Dictionary<string, object>>("a", Key, cancellationToken: Cancel);

        Assert.Equal(read.ETag, read.Resource["_etag"].ToString());
        Assert.NotEqual("1", read.Resource["_ts"].ToString());
        Assert.All(["_rid", "_self", "_attachments", "name"], name => Assert.Contains(name, read.Resource));
    }

    [Fact]
    public async Task A_write_without_content_response_returns_only_the_etag()
    {
        var created = await Container.CreateItemAsync(
            new Entry("a", _agency),
            Key,
            new() { EnableContentResponseOnWrite = false },
            Cancel
        );

        Assert.Null(created.Resource);
        Assert.NotEmpty(created.ETag);
    }

    [Fact]
    public async Task An_item_over_2_MB_is_too_large()
    {
        var refused = await Refused(() =>
            Container.CreateItemAsync(
                new Entry("a", _agency, Title: new string('x', (2 * 1024 * 1024) + 1)),
                Key,
                cancellationToken: Cancel
            )
        );

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
    }

    [Fact]
    public async Task A_partition_key_that_is_not_the_items_is_refused()
    {
        var refused = await Refused(() =>
            Container.CreateItemAsync(new Entry("a", _agency), new PartitionKey("other"), cancellationToken: Cancel)
        );

        Assert.Equal((HttpStatusCode.BadRequest, 1001), (refused.StatusCode, refused.SubStatusCode));
    }

    [Fact]
    public async Task A_wrong_key_is_unauthorized()
    {
        var endpoint = cosmos.Client.Endpoint.ToString();
        using var stranger = CosmosFixture.Connect(
            $"AccountEndpoint={endpoint};AccountKey={Convert.ToBase64String(new byte[64])};"
        );

        var refused = await Refused(() =>
            stranger.GetContainer(cosmos.Database.Id, Container.Id).ReadItemAsync<Entry>("a", Key, cancellationToken: Cancel)
        );

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Clients_writing_at_the_same_time_do_not_lose_an_update()
    {
        await Container.CreateItemAsync(new Entry("counter", _agency), Key, cancellationToken: Cancel);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => IncrementAsync()));

        Assert.Equal(8, (await Container.ReadItemAsync<Entry>("counter", Key, cancellationToken: Cancel)).Resource.Score);
    }

    private async Task IncrementAsync()
    {
        while (true)
        {
            var read = await Container.ReadItemAsync<Entry>("counter", Key, cancellationToken: Cancel);
            var next = read.Resource with { Score = read.Resource.Score + 1 };
            try
            {
                await Container.ReplaceItemAsync(next, "counter", Key, new() { IfMatchEtag = read.ETag }, Cancel);
                return;
            }
            catch (CosmosException e) when (e.StatusCode == HttpStatusCode.PreconditionFailed)
            {
                // Somebody was faster.
            }
        }
    }

    private static Task<CosmosException> Refused(Func<Task> work) => Assert.ThrowsAsync<CosmosException>(work);
}
