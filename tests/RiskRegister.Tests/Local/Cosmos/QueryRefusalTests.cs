using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using RiskRegister.Local.Cosmos;
using RiskRegister.Local.Cosmos.Query;
using Xunit;

namespace RiskRegister.Tests.Local.Cosmos;

public sealed class QueryRefusalTests(CosmosFixture cosmos) : IClassFixture<CosmosFixture>
{
    [Theory]
    [InlineData("SELECT * FROM c WHERE")]
    [InlineData("SELECT * FORM c")]
    [InlineData("SELECT * FROM c WHERE c.x = 'open")]
    [InlineData("SELECT * FROM c WHERE d.x = 1")]
    [InlineData("SELECT * FROM c WHERE c.x = @missing")]
    [InlineData("SELECT * FROM c WHERE NOSUCH(c.x)")]
    [InlineData("SELECT * FROM c WHERE CONTAINS(c.x)")]
    [InlineData("SELECT * FROM c WHERE c.x NOT = 1")]
    [InlineData("SELECT TOP -1 * FROM c")]
    [InlineData("SELECT * FROM c ORDER BY LOWER(c.x)")]
    public async Task What_is_not_a_query_is_a_bad_request(string text) => await RefusedAsync(text);

    [Theory]
    [InlineData("(")]
    [InlineData("NOT ")]
    [InlineData("LOWER(")]
    public void Endless_nesting_is_refused(string opening)
    {
        // The client would go through such a text for minutes before it sends it.
        var text = $"SELECT * FROM c WHERE {string.Concat(Enumerable.Repeat(opening, 100_000))}";
        var refused = Assert.Throws<CosmosFailureException>(() => Parser.Parse(text, new Dictionary<string, JsonElement>()));
        Assert.Equal(400, refused.Status);
        Assert.Contains("at most 100 deep", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT * FROM c ORDER BY c.title, c.score")]
    [InlineData("SELECT * FROM c ORDER BY c.score, c.title")]
    [InlineData("SELECT * FROM c ORDER BY c.type, c.score")]
    [InlineData("SELECT * FROM c ORDER BY c.type, c.score DESC, c.title")]
    [InlineData("SELECT * FROM c WHERE c.type = 'risk' AND c.score = 1 ORDER BY c.type, c.title")]
    public async Task An_order_by_several_properties_needs_its_composite_index(string text) =>
        Assert.Contains("does not have a corresponding composite index", await RefusedAsync(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("SELECT * FROM c ORDER BY c.type, c.score DESC")]
    [InlineData("SELECT * FROM c ORDER BY c.type DESC, c.score ASC")]
    [InlineData("SELECT * FROM c WHERE c.type = 'risk' AND c.title > 'a' ORDER BY c.type, c.score DESC")]
    [InlineData("SELECT * FROM c WHERE c.type = 'risk' ORDER BY c.title")]
    [InlineData("SELECT * FROM c ORDER BY c.owner.name DESC")]
    [InlineData("SELECT * FROM c ORDER BY c.notes.short")]
    public async Task An_order_with_an_index_is_served(string text) =>
        Assert.Empty(await cosmos.QueryAsync<JsonNode>(new(text), CosmosFixture.NewAgency()));

    [Theory]
    [InlineData("SELECT * FROM c ORDER BY c.notes.long")]
    [InlineData("SELECT * FROM c ORDER BY c.notes")]
    public async Task An_order_by_an_excluded_path_is_refused(string text) =>
        Assert.Contains("order-by item is excluded", await RefusedAsync(text), StringComparison.Ordinal);

    private async Task<string> RefusedAsync(string text)
    {
        var refused = await Assert.ThrowsAsync<CosmosException>(() =>
            cosmos.QueryAsync<JsonNode>(new(text), CosmosFixture.NewAgency())
        );
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        return refused.Message;
    }
}
