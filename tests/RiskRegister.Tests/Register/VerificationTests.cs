using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using RiskRegister.Register;
using Xunit;
using static RiskRegister.Tests.Register.FilledRegister;

namespace RiskRegister.Tests.Register;

public sealed class VerificationTests : IAsyncLifetime
{
    private EmptyRegister _register = null!;

    public async ValueTask InitializeAsync()
    {
        _register = await MakeAsync();
        await _register.RaiseAsync(Risk("Flood"));
        await _register.RaiseAsync(Risk("Fire") with { Owner = "Owner@demo.example", Tags = ["heat"], Confidential = true });
        await _register.RaiseAsync(new() { Kind = RiskRegister.Entries.EntryKind.Opportunity, Title = "Evenings" });
        await _register.ChangeAsync("R-0002", """{"category":"Property"}""", 1);
    }

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task A_register_that_nobody_touched_is_whole_and_all_numbers_are_walked()
    {
        var (entries, breaks) = await VerifyAllAsync();

        Assert.Equal(3, entries);
        Assert.Empty(breaks);
    }

    [Theory]
    [InlineData("category", "Legal")]
    [InlineData("owner", "")]
    [InlineData("state", "closed")]
    [InlineData("title", "Fire!")]
    [InlineData("level", "3")]
    [InlineData("confidential", "true")]
    [InlineData("nextReview", "9999-12-31")]
    [InlineData("readers", null)]
    [InlineData("tags", null)]
    [InlineData("standing", null)]
    public async Task What_lists_would_see_otherwise_than_it_is_is_named(string field, string? value)
    {
        await AlterAsync("R-0002", document => document[field] = value ?? (JsonNode)new JsonArray());

        var problem = Assert.Single(await VerifyAsync("R-0002"));
        Assert.Equal("R-0002", problem.Document);
        Assert.Contains(field, problem.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_standing_may_be_that_of_an_older_day_and_of_older_settings()
    {
        await AlterAsync(
            "R-0002",
            document =>
            {
                document["standingBy"] = 0;
                document["standing"] = new JsonArray("occurred");
            }
        );

        Assert.Empty(await VerifyAsync("R-0002"));
    }

    [Theory]
    [InlineData("R-0001")]
    [InlineData("R-0002")]
    [InlineData("O-0001")]
    public async Task An_entry_that_vanished_whole_is_named(string reference)
    {
        await _register.DeleteAsync(reference);
        await _register.DeleteAsync($"event:{reference}:00001");

        Assert.Equal([reference], (await VerifyAllAsync()).Breaks);
        Assert.Equal(reference, Assert.Single(await VerifyAsync(reference)).Document);
    }

    [Fact]
    public async Task A_counter_that_was_set_back_is_named()
    {
        await AlterAsync("counter", document => document["counter"]!["risk"] = 1);

        Assert.Equal(["counter"], (await VerifyAllAsync()).Breaks);
    }

    [Fact]
    public async Task An_entry_that_can_not_be_read_is_named_and_the_others_are_verified_all_the_same()
    {
        await AlterAsync("R-0001", document => document["entry"] = "gone");
        await AlterAsync("R-0002", document => document["category"] = "Legal");

        Assert.Equal(["R-0001", "R-0002"], (await VerifyAllAsync()).Breaks);
    }

    [Fact]
    public async Task What_was_never_raised_does_not_exist()
    {
        foreach (var reference in (string[])["R-0003", "O-0002", "R-00001", "R-0000", "counter", "R-99999999999"])
        {
            await Assert.ThrowsAsync<NotFoundException>(() => VerifyAsync(reference));
        }
    }

    private Task<IReadOnlyList<ChainBreak>> VerifyAsync(string reference) =>
        _register.Get<Verification>().VerifyAsync(Agency, reference);

    private async Task<(int Entries, IEnumerable<string> Breaks)> VerifyAllAsync()
    {
        var (entries, breaks) = await _register.Get<Verification>().VerifyAllAsync(Agency);
        return (entries, breaks.Select(b => b.Document));
    }

    private async Task AlterAsync(string id, Action<JsonObject> change)
    {
        var document = (await _register.Raw.ReadItemAsync<JsonObject>(id, new PartitionKey(Agency))).Resource;
        change(document);
        await _register.Raw.ReplaceItemAsync(document, id, new PartitionKey(Agency));
    }
}
