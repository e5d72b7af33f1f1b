using System.Net;
using Microsoft.Azure.Cosmos;
using RiskRegister.Local.Cosmos;
using Xunit;

namespace RiskRegister.Tests.Local.Cosmos;

public sealed class PatchTests(CosmosFixture cosmos) : IClassFixture<CosmosFixture>
{
    private readonly string _agency = CosmosFixture.NewAgency();

    private Container Container => cosmos.Container;
    private PartitionKey Key => new(_agency);
    private static CancellationToken Cancel => CosmosFixture.Cancel;

    /// <summary>Patches that can't be carried out on an item with <c>tags</c> (two of them), a title and a score.</summary>
    public static TheoryData<string, PatchOperation[]> Refusals =>
        new()
        {
            { "replaces what is not there", [PatchOperation.Replace("/nothing", 1)] },
            { "removes what is not there", [PatchOperation.Remove("/nothing")] },
            { "adds below what is not there", [PatchOperation.Add("/nothing/here", 1)] },
            { "inserts beyond the end", [PatchOperation.Add("/tags/3", "x")] },
            { "increments a text", [PatchOperation.Increment("/title", 1)] },
            { "changes the id", [PatchOperation.Set("/id", "other")] },
            { "changes the partition key", [PatchOperation.Set("/agency", "other")] },
            { "has eleven operations", [.. Enumerable.Repeat(PatchOperation.Increment("/score", 1), 11)] },
        };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public async Task A_patch_is_refused_as_a_whole_when_it(string what, PatchOperation[] steps)
    {
        var item = new
        {
            id = "a",
            agency = _agency,
            title = "t",
            score = 1,
            tags = (string[])["x", "y"],
        };
        var created = await Container.CreateItemAsync(item, Key, cancellationToken: Cancel);

        var refused = await Refused(() =>
            Container.PatchItemAsync<Entry>(
                "a",
                Key,
                [.. steps.Prepend(PatchOperation.Set("/score", 9)).TakeLast(Math.Max(steps.Length, 2))],
                cancellationToken: Cancel
            )
        );

        Assert.True(refused.StatusCode == HttpStatusCode.BadRequest, $"{what}: {refused.StatusCode}");
        Assert.Equal(created.ETag, (await Container.ReadItemAsync<Entry>("a", Key, cancellationToken: Cancel)).ETag);
    }

    [Fact]
    public async Task A_patch_changes_what_it_names()
    {
        await Container.CreateItemAsync(new Entry("a", _agency, Title: "old", Score: 2), Key, cancellationToken: Cancel);

        var patched = await Container.PatchItemAsync<Dictionary<string, object>>(
            "a",
            Key,
            [
                PatchOperation.Set("/title", "new"),
                PatchOperation.Increment("/score", 3),
                PatchOperation.Add<List<string>>("/tags", ["x"]),
                PatchOperation.Add("/tags/-", "y"),
                PatchOperation.Replace("/type", "opportunity"),
                PatchOperation.Remove("/ttl"),
            ],
            cancellationToken: Cancel
        );

        Assert.Equal(
            ("new", "5", "[\"x\",\"y\"]", "opportunity", false),
            (
                patched.Resource["title"].ToString(),
                patched.Resource["score"].ToString(),
                patched.Resource["tags"].ToString(),
                patched.Resource["type"].ToString(),
                patched.Resource.ContainsKey("ttl")
            )
        );
    }

    [Fact]
    public async Task A_patch_is_refused_when_its_condition_does_not_hold()
    {
        await Container.CreateItemAsync(new Entry("a", _agency, Score: 2), Key, cancellationToken: Cancel);
        PatchOperation[] steps = [PatchOperation.Set("/score", 9)];

        var refused = await Refused(() =>
            Container.PatchItemAsync<Entry>("a", Key, steps, new() { FilterPredicate = "from c where c.score = 3" }, Cancel)
        );
        var patched = await Container.PatchItemAsync<Entry>(
            "a",
            Key,
            steps,
            new() { FilterPredicate = "from c where c.score = 2" },
            Cancel
        );

        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.StatusCode);
        Assert.Equal(9, patched.Resource.Score);
    }

    [Fact]
    public async Task A_patch_of_a_missing_path_is_refused()
    {
        await Container.CreateItemAsync(new Entry("a", _agency), Key, cancellationToken: Cancel);

        var refused = await Refused(() =>
            Container.PatchItemAsync<Entry>("a", Key, [PatchOperation.Replace("/nothing/here", 1)], cancellationToken: Cancel)
        );

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_patch_changes_elements_of_arrays()
    {
        var item = new
        {
            id = "a",
            agency = _agency,
            tags = (string[])["x", "y"],
        };
        await Container.CreateItemAsync(item, Key, cancellationToken: Cancel);

        var patched = await Container.PatchItemAsync<Dictionary<string, object>>(
            "a",
            Key,
            [
                PatchOperation.Add("/tags/0", "first"),
                PatchOperation.Set("/tags/1", "second"),
                PatchOperation.Remove("/tags/2"),
                PatchOperation.Increment("/count", 2),
            ],
            cancellationToken: Cancel
        );

        Assert.Equal(
            ("[\"first\",\"second\"]", "2"),
            (patched.Resource["tags"].ToString(), patched.Resource["count"].ToString())
        );
    }

    [Fact]
    public void An_item_that_names_a_property_twice_can_not_be_patched()
    {
        var patch = Patch.Parse("""{"operations":[{"op":"set","path":"/a","value":1}]}"""u8.ToArray());

        var refused = Assert.Throws<CosmosFailureException>(() => patch.Apply("""{"id":"a","a":1,"a":2}"""u8.ToArray()));

        Assert.Equal(400, refused.Status);
    }

    [Fact]
    public async Task A_stale_etag_refuses_a_patch()
    {
        await Container.CreateItemAsync(new Entry("a", _agency), Key, cancellationToken: Cancel);

        var refused = await Refused(() =>
            Container.PatchItemAsync<Entry>(
                "a",
                Key,
                [PatchOperation.Set("/score", 9)],
                new() { IfMatchEtag = "\"stale\"" },
                Cancel
            )
        );

        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.StatusCode);
    }

    private static Task<CosmosException> Refused(Func<Task> work) => Assert.ThrowsAsync<CosmosException>(work);
}
