using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Xunit;

namespace RiskRegister.Tests.Local.Cosmos;

public sealed class QueryPageTests(QueryDocuments documents) : IClassFixture<QueryDocuments>
{
    private const string Risks = "SELECT * FROM c WHERE c.type = @type ORDER BY c.type, c.score DESC";

    [Fact]
    public async Task Pages_are_no_longer_than_asked_for_and_resume_in_another_client()
    {
        var (entries, sizes, continuation) = (new List<Entry>(), new List<int>(), (string?)null);
        do
        {
            var page = await ReadAsync(Query(Risks, "risk"), continuation);
            entries.AddRange(page);
            sizes.Add(page.Count);
            continuation = page.ContinuationToken;
            Assert.True(page.RequestCharge > 0);
        } while (continuation is not null);

        Assert.All(sizes, size => Assert.InRange(size, 0, 5));
        Assert.Equal(16, entries.Select(e => e.Id).Distinct().Count());
        Assert.Equal(entries.Select(e => e.Score).OrderDescending(), entries.Select(e => e.Score));
    }

    [Theory]
    [InlineData("SELECT * FROM c WHERE c.type = @type ORDER BY c.type DESC, c.score", "risk")]
    [InlineData("SELECT * FROM c WHERE c.type = @type AND c.score > 0 ORDER BY c.type, c.score DESC", "risk")]
    [InlineData("SELECT * FROM c WHERE c.type = @type ORDER BY c.id", "risk")]
    [InlineData("SELECT * FROM c WHERE c.type = @type", "risk")]
    [InlineData(Risks, "opportunity")]
    public async Task A_continuation_of_another_query_is_refused(string text, string type)
    {
        var first = await ReadAsync(Query(Risks, "risk"), null);

        var refused = await Assert.ThrowsAsync<CosmosException>(() => ReadAsync(Query(text, type), first.ContinuationToken));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[{\"token\":\"bm9uc2Vuc2U=\",\"range\":{\"min\":\"\",\"max\":\"FF\"}}]")]
    public async Task What_is_no_continuation_is_refused(string continuation)
    {
        var refused = await Assert.ThrowsAsync<CosmosException>(() => ReadAsync(Query(Risks, "risk"), continuation));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_query_sees_its_own_partition_only_and_without_one_all()
    {
        var other = CosmosFixture.NewAgency();
        await documents.Cosmos.Container.CreateItemAsync(
            new Entry("elsewhere", other, Type: "only here"),
            new PartitionKey(other),
            cancellationToken: CosmosFixture.Cancel
        );
        var query = new QueryDefinition("SELECT VALUE c.id FROM c WHERE c.type = 'only here' ORDER BY c.id");

        Assert.Empty(await documents.Cosmos.QueryAsync<string>(query, documents.Agency));
        Assert.Equal(["elsewhere"], await documents.Cosmos.QueryAsync<string>(query, other));
        Assert.Equal(["elsewhere"], await documents.Cosmos.QueryAsync<string>(query, agency: null));
        Assert.Equal(
            [1L],
            await documents.Cosmos.QueryAsync<long>(new("SELECT VALUE COUNT(1) FROM c WHERE c.type = 'only here'"), agency: null)
        );
    }

    [Fact]
    public async Task Whole_items_come_with_system_properties()
    {
        var found = await documents.Cosmos.QueryAsync<JsonObject>(
            new("SELECT * FROM c WHERE c.id = 'item-01'"),
            documents.Agency
        );

        Assert.All(["_rid", "_self", "_etag", "_ts"], name => Assert.Contains(name, found.Single()));
    }

    private async Task<FeedResponse<Entry>> ReadAsync(QueryDefinition query, string? continuation)
    {
        var options = new QueryRequestOptions { PartitionKey = new(documents.Agency), MaxItemCount = 5 };
        using var iterator = documents.Cosmos.Container.GetItemQueryIterator<Entry>(query, continuation, options);
        return await iterator.ReadNextAsync(CosmosFixture.Cancel);
    }

    private static QueryDefinition Query(string text, string type) => new QueryDefinition(text).WithParameter("@type", type);
}
