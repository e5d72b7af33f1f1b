using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Azure.Cosmos;
using Xunit;

namespace RiskRegister.Tests.Local.Cosmos;

/// <summary>Whatever is done to a few items, alone or in batches: answers, items and the change feed are as the model says.</summary>
public sealed class ItemModelTests(CosmosFixture cosmos) : IClassFixture<CosmosFixture>
{
    private static readonly Config Thorough = Config
        .QuickThrowOnFailure.WithMaxTest(100)
        .WithEndSize(40)
        .WithQuietOnSuccess(true);

    private static CancellationToken Cancel => CosmosFixture.Cancel;

    [Fact]
    public async Task Operations_in_any_order_do_what_the_model_does()
    {
        Container container = await cosmos.Database.CreateContainerAsync("model", "/agency", cancellationToken: Cancel);
        var property = Prop.ForAll(ArbMap.Default.ArbFor<Turn[]>(), turns => PlayAsync(container, turns));
        await Task.Run(() => property.Check(Thorough), Cancel);
    }

    private static async Task PlayAsync(Container container, Turn[] turns)
    {
        var (agency, model) = (CosmosFixture.NewAgency(), new ItemModel());
        foreach (var turn in turns)
        {
            foreach (var steps in turn.IsBatch ? [turn.Steps] : turn.Steps.Select(step => new[] { step }))
            {
                await (steps.Length == 0 ? Task.CompletedTask : RunAsync(container, agency, model, steps, turn.IsBatch));
            }
        }

        await CheckItemsAsync(container, agency, model);
        await CheckFeedAsync(container, agency, model);
    }

    private static async Task RunAsync(Container container, string agency, ItemModel model, Step[] steps, bool isBatch)
    {
        string?[] ifMatches = [.. steps.Select(model.IfMatch)];
        var expected = model.Play(steps, ifMatches);
        var answers = isBatch
            ? await BatchAsync(container, agency, steps, ifMatches)
            : [await OneAsync(container, agency, steps[0], ifMatches[0])];

        Assert.Equal(expected, answers.Select(a => a.Status));
        if (expected.TrueForAll(status => (int)status < 300))
        {
            model.Learn(steps, [.. answers.Select(a => a.ETag)]);
        }
    }

    private static async Task<List<(HttpStatusCode Status, string ETag)>> BatchAsync(
        Container container,
        string agency,
        Step[] steps,
        string?[] ifMatches
    )
    {
        var batch = container.CreateTransactionalBatch(new(agency));
        foreach (var (step, ifMatch) in steps.Zip(ifMatches))
        {
            var options = new TransactionalBatchItemRequestOptions { IfMatchEtag = ifMatch };
            var entry = new Entry(step.Id, agency, Score: step.Score);
            _ = step.Verb switch
            {
                Verb.Create => batch.CreateItem(entry),
                Verb.Read => batch.ReadItem(step.Id),
                Verb.Replace => batch.ReplaceItem(step.Id, entry, options),
                Verb.Upsert => batch.UpsertItem(entry, options),
                Verb.Delete => batch.DeleteItem(step.Id, options),
                _ => batch.PatchItem(step.Id, Increment(step), new() { IfMatchEtag = ifMatch }),
            };
        }

        using var response = await batch.ExecuteAsync(Cancel);
        return [.. response.Select(r => (r.StatusCode, r.ETag))];
    }

    private static async Task<(HttpStatusCode Status, string ETag)> OneAsync(
        Container container,
        string agency,
        Step step,
        string? ifMatch
    )
    {
        var (key, options) = (new PartitionKey(agency), new ItemRequestOptions { IfMatchEtag = ifMatch });
        var entry = new Entry(step.Id, agency, Score: step.Score);
        try
        {
            var response = await (
                step.Verb switch
                {
                    Verb.Create => container.CreateItemAsync(entry, key, cancellationToken: Cancel),
                    Verb.Read => container.ReadItemAsync<Entry>(step.Id, key, cancellationToken: Cancel),
                    Verb.Replace => container.ReplaceItemAsync(entry, step.Id, key, options, Cancel),
                    Verb.Upsert => container.UpsertItemAsync(entry, key, options, Cancel),
                    Verb.Delete => container.DeleteItemAsync<Entry>(step.Id, key, options, Cancel),
                    _ => container.PatchItemAsync<Entry>(step.Id, key, Increment(step), new() { IfMatchEtag = ifMatch }, Cancel),
                }
            );
            return (response.StatusCode, response.ETag);
        }
        catch (CosmosException e)
        {
            return (e.StatusCode, "");
        }
    }

    private static async Task CheckItemsAsync(Container container, string agency, ItemModel model)
    {
        using var query = container.GetItemQueryIterator<Entry>(
            "SELECT * FROM c ORDER BY c.id",
            requestOptions: new() { PartitionKey = new(agency) }
        );
        Assert.Equal(
            model.Items.OrderBy(i => i.Key, StringComparer.Ordinal).Select(i => (i.Key, i.Value.Score)),
            (await query.ReadNextAsync(Cancel)).Select(e => (e.Id, e.Score))
        );
        foreach (var (id, known) in model.Items)
        {
            var read = await container.ReadItemAsync<Entry>(id, new(agency), cancellationToken: Cancel);
            Assert.Equal((known.Score, known.ETag), (read.Resource.Score, read.ETag));
        }
    }

    // What one transaction wrote has no order of its own.
    private static async Task CheckFeedAsync(Container container, string agency, ItemModel model)
    {
        var from = ChangeFeedStartFrom.Beginning(FeedRange.FromPartitionKey(new PartitionKey(agency)));
        using var feed = container.GetChangeFeedIterator<Entry>(from, ChangeFeedMode.Incremental, new() { PageSizeHint = 2 });
        var changes = new List<Entry>();
        for (
            var page = await feed.ReadNextAsync(Cancel);
            page.StatusCode != HttpStatusCode.NotModified;
            page = await feed.ReadNextAsync(Cancel)
        )
        {
            changes.AddRange(page);
        }

        var transactions = changes.ConvertAll(change => model.Items[change.Id].Transaction);
        Assert.Equal(model.Items.Select(i => (i.Key, i.Value.Score)).Order(), changes.Select(c => (c.Id, c.Score)).Order());
        Assert.Equal(transactions.Order(), transactions);
    }

    private static PatchOperation[] Increment(Step step) => [PatchOperation.Increment("/score", step.Score)];
}
