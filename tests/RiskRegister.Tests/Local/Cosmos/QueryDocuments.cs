using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Xunit;

namespace RiskRegister.Tests.Local.Cosmos;

/// <summary>Twenty-four documents of mixed shape in one partition; queries over them are told against LINQ over the same documents.</summary>
public sealed class QueryDocuments : IAsyncLifetime
{
    private readonly CosmosFixture _cosmos = new();

    public CosmosFixture Cosmos => _cosmos;
    public string Agency { get; } = CosmosFixture.NewAgency();
    public List<JsonObject> All { get; } = [];

    public async ValueTask InitializeAsync()
    {
        await _cosmos.InitializeAsync();
        var batch = _cosmos.Container.CreateTransactionalBatch(new PartitionKey(Agency));
        for (var i = 0; i < 24; i++)
        {
            All.Add(Make(i));
            batch.CreateItem(All[i]);
        }

        using var response = await batch.ExecuteAsync(CosmosFixture.Cancel);
        Assert.True(response.IsSuccessStatusCode, response.ErrorMessage);
    }

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    private JsonObject Make(int i)
    {
        var item = new JsonObject
        {
            ["id"] = $"item-{i:00}",
            ["agency"] = Agency,
            ["type"] = i % 3 == 0 ? "opportunity" : "risk",
            ["score"] = i * 7 % 5,
            ["title"] = i % 2 == 0 ? $"Überflutung {i}" : $"Fire {i}",
            ["weight"] = i / 4.0,
            ["closed"] = i % 5 == 0,
            ["owner"] = new JsonObject { ["name"] = $"owner {i % 4}", ["level"] = i % 2 },
            ["tags"] = new JsonArray([.. Enumerable.Range(0, i % 4).Select(t => JsonValue.Create($"t{t}"))]),
        };
        if (i % 4 != 0)
        {
            item["due"] = i % 4 == 1 ? null : $"2026-01-{i + 1:00}";
        }

        if (i % 6 == 1)
        {
            // One property of several types.
            item["mixed"] = (i / 6) switch
            {
                0 => "text",
                1 => 5,
                2 => true,
                _ => null,
            };
        }

        return item;
    }
}
