using FsCheck;
using FsCheck.Fluent;
using Microsoft.Azure.Cosmos;
using Xunit;

namespace RiskRegister.Tests.Local.Cosmos;

/// <summary>Any query over documents of any shape gives what LINQ gives over the same documents.</summary>
public sealed class QueryModelTests(CosmosFixture cosmos) : IClassFixture<CosmosFixture>
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(40).WithQuietOnSuccess(true);

    private static CancellationToken Cancel => CosmosFixture.Cancel;

    [Fact]
    public async Task Filters_orders_and_pages_give_what_the_model_does()
    {
        Container container = await cosmos.Database.CreateContainerAsync(
            new ContainerProperties("papers", "/agency")
            {
                IndexingPolicy =
                {
                    CompositeIndexes =
                    {
                        new()
                        {
                            new() { Path = "/a" },
                            new() { Path = "/b" },
                        },
                        new()
                        {
                            new() { Path = "/b" },
                            new() { Path = "/a", Order = CompositePathSortOrder.Descending },
                        },
                    },
                },
            },
            cancellationToken: Cancel
        );
        var cases =
            from papers in QueryGenerators.Papers.ArrayOf(25)
            from queries in QueryGenerators.Queries.ArrayOf(12)
            select (papers, queries);
        var property = Prop.ForAll(cases.ToArbitrary(), given => CheckAsync(container, given.papers, given.queries));
        await Task.Run(() => property.Check(Thorough), Cancel);
    }

    private static async Task CheckAsync(Container container, Paper[] papers, Asked[] queries)
    {
        var agency = CosmosFixture.NewAgency();
        var batch = container.CreateTransactionalBatch(new(agency));
        for (var i = 0; i < papers.Length; i++)
        {
            batch.CreateItem(papers[i].ToJson($"{i}", agency));
        }

        using var response = await batch.ExecuteAsync(Cancel);
        Assert.True(response.IsSuccessStatusCode, response.ErrorMessage);
        foreach (var query in queries)
        {
            var found = await ReadAsync(container, agency, query);
            Assert.Distinct(found);
            Check(query, papers, [.. found.Select(i => papers[i])]);
        }
    }

    // Which of several papers with the same keys comes first is open; so the keys are compared.
    private static void Check(Asked query, Paper[] papers, Paper[] found)
    {
        var matching = papers.Where(p => query.Where.Holds(p) == true).ToList();
        Assert.All(found, paper => Assert.True(query.Where.Holds(paper), $"{query} gave {paper}"));
        Assert.True(found.Length == Math.Min(matching.Count, query.Top ?? int.MaxValue), $"{query} gave {found.Length}");
        var keys = query.Order.Select(o =>
            Comparer<Paper>.Create((x, y) => (o.Descending ? -1 : 1) * Meaning.Order(x[o.By], y[o.By]))
        );
        var comparer = Comparer<Paper>.Create((x, y) => keys.Select(k => k.Compare(x, y)).FirstOrDefault(order => order != 0));
        Assert.All(
            matching.Order(comparer).Zip(found),
            pair => Assert.True(comparer.Compare(pair.First, pair.Second) == 0, $"{query} is not in order")
        );
    }

    private static async Task<List<int>> ReadAsync(Container container, string agency, Asked query)
    {
        var (found, continuation) = (new List<int>(), (string?)null);
        var options = new QueryRequestOptions { PartitionKey = new(agency), MaxItemCount = query.PageSize };
        do
        {
            using var pages = container.GetItemQueryIterator<string>(query.Text, continuation, options);
            var page = await pages.ReadNextAsync(Cancel);
            Assert.InRange(page.Count, 0, query.PageSize);
            found.AddRange(page.Select(id => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)));
            continuation = page.ContinuationToken;
        } while (continuation is not null);

        return found;
    }
}
