using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Entries.Assessing;
using RiskRegister.Entries.Raising;
using RiskRegister.Register;
using Xunit;

namespace RiskRegister.Tests.Register;

public sealed class EntryHistoryTests : IAsyncLifetime
{
    private const string Agency = "north";
    private const string Second = "event:R-0001:00002";
    private EmptyRegister _register = null!;

    public async ValueTask InitializeAsync()
    {
        _register = await EmptyRegister.MakeAsync();
        await _register.Get<Agencies>().SaveAsync(Agency, DefaultSettings.For("North"));
        var store = _register.Get<EntryStore>();
        var context = await store.ContextAsync(Agency, "owner@demo.example");
        var raise = new RaiseEntry { Kind = EntryKind.Risk, Title = "Flood" };
        await store.RaiseAsync(Agency, context, EntryKind.Risk, Raise.Decide(raise, context));
        for (var step = 1; step <= 3; step++)
        {
            var assess = new AssessEntry
            {
                Stage = RatingStage.Current,
                Likelihood = step,
                Consequence = step,
                Rationale = "As seen",
            };
            await store.ChangeAsync(Agency, "R-0001", context, (entry, at) => Assess.Decide(assess, entry, at));
        }
    }

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task A_history_that_nobody_touched_is_whole() => Assert.Empty(await VerifyAsync());

    [Fact]
    public async Task An_altered_event_is_named_and_the_others_are_not()
    {
        await AlterAsync(Second, e => e["why"] = "Something else");

        Assert.Equal([Second], await VerifyAsync());
    }

    [Theory]
    [InlineData("data")]
    [InlineData("at")]
    [InlineData("hash")]
    public async Task An_event_without_its_content_is_named(string property)
    {
        await AlterAsync(Second, e => e.Remove(property));

        Assert.Contains(Second, await VerifyAsync());
    }

    [Fact]
    public async Task An_event_of_a_kind_unheard_of_is_named()
    {
        await AlterAsync(Second, e => e["data"] = new JsonObject { ["name"] = "unheard-of" });

        Assert.Contains(Second, await VerifyAsync());
    }

    [Fact]
    public async Task A_missing_event_is_named()
    {
        await _register.Raw.DeleteItemAsync<JsonObject>(Second, new PartitionKey(Agency));

        Assert.Contains(Second, await VerifyAsync());
    }

    [Fact]
    public async Task A_cut_end_is_noticed_even_when_the_entry_was_set_back()
    {
        await _register.Raw.DeleteItemAsync<JsonObject>("event:R-0001:00004", new PartitionKey(Agency));
        await AlterAsync("R-0001", e => e["entry"]!["version"] = 3);

        Assert.Equal(["R-0001"], await VerifyAsync());
    }

    [Fact]
    public async Task An_event_later_than_the_entry_is_named()
    {
        await AlterAsync("R-0001", e => e["entry"]!["version"] = 3);

        Assert.Contains("event:R-0001:00004", await VerifyAsync());
    }

    [Fact]
    public async Task A_state_that_no_event_made_is_noticed()
    {
        await AlterAsync("R-0001", e => e["entry"]!["owner"] = "somebody@demo.example");

        Assert.Equal(["R-0001"], await VerifyAsync());
    }

    private async Task<IEnumerable<string>> VerifyAsync() =>
        (await _register.Get<Verification>().VerifyAsync(Agency, "R-0001")).Select(b => b.Document);

    private async Task AlterAsync(string id, Action<JsonObject> change)
    {
        var document = (await _register.Raw.ReadItemAsync<JsonObject>(id, new PartitionKey(Agency))).Resource;
        change(document);
        await _register.Raw.ReplaceItemAsync(document, id, new PartitionKey(Agency));
    }
}
