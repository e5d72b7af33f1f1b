using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Entries.Acting;
using RiskRegister.Entries.Raising;
using RiskRegister.Register;
using Xunit;

namespace RiskRegister.Tests.Register;

public sealed class SharedActionTests : IAsyncLifetime
{
    private const string Agency = "north";
    private EmptyRegister _register = null!;

    public async ValueTask InitializeAsync()
    {
        _register = await EmptyRegister.MakeAsync();
        await _register.Get<Agencies>().SaveAsync(Agency, DefaultSettings.For("North"));
    }

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task An_action_of_twenty_entries_is_shared_and_completed_in_one_transaction_each()
    {
        var references = await RaiseAsync(EntryStore.MaxOthers + 1);
        await PlanAsync(references[0]);

        await DoAsync(references[0], ShareAction.Everywhere, new("A1", [.. references.Skip(1)]));
        await DoAsync(references[7], CompleteAction.Everywhere, new("A1", "Bought"));

        foreach (var reference in references)
        {
            var entry = (await Store.LoadAsync(Agency, reference)).Value;
            Assert.Equal("Bought", Assert.Single(entry.Actions).Outcome);
            Assert.Empty(await _register.Get<Verification>().VerifyAsync(Agency, reference));
        }
    }

    [Fact]
    public async Task Of_two_who_complete_a_shared_action_at_once_from_two_entries_one_does()
    {
        var references = await RaiseAsync(2);
        await PlanAsync(references[0]);
        await DoAsync(references[0], ShareAction.Everywhere, new("A1", [references[1]]));

        var both = await Task.WhenAll(references.Select(CompletedAsync));

        Assert.Single(both, done => done);
        var outcomes = new List<string?>();
        foreach (var reference in references)
        {
            outcomes.Add((await Store.LoadAsync(Agency, reference)).Value.Actions[0].Outcome);
        }

        Assert.NotNull(Assert.Single(outcomes.Distinct()));

        async Task<bool> CompletedAsync(string reference)
        {
            try
            {
                await DoAsync(reference, CompleteAction.Everywhere, new("A1", $"Bought for {reference}"));
                return true;
            }
            catch (RefusedException e) when (e.Refusals[0].Rule == "completed-already")
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task An_action_is_shared_with_all_the_named_entries_or_with_none()
    {
        var references = await RaiseAsync(2);
        await PlanAsync(references[0]);

        await Assert.ThrowsAsync<NotFoundException>(() =>
            DoAsync(references[0], ShareAction.Everywhere, new("A1", [references[1], "R-0099"]))
        );

        Assert.Empty((await Store.LoadAsync(Agency, references[1])).Value.Actions);
        Assert.Null((await Store.LoadAsync(Agency, references[0])).Value.Actions[0].Twins);
    }

    private EntryStore Store => _register.Get<EntryStore>();

    private async Task<IReadOnlyList<string>> RaiseAsync(int count)
    {
        var references = new List<string>();
        var context = await Store.ContextAsync(Agency, "owner@demo.example");
        var raise = Raise.Decide(new RaiseEntry { Kind = EntryKind.Risk, Title = "Flood" }, context);
        for (var i = 0; i < count; i++)
        {
            references.Add((await Store.RaiseAsync(Agency, context, EntryKind.Risk, raise)).Value.Reference);
        }

        return references;
    }

    private async Task PlanAsync(string reference)
    {
        var context = await Store.ContextAsync(Agency, "owner@demo.example");
        var plan = new PlanEntryAction("Buy a pump", null, context.Today.AddDays(9), null, null);
        await Store.ChangeAsync(Agency, reference, context, (entry, at) => PlanAction.Decide(plan, entry, at));
    }

    private async Task DoAsync<T>(string reference, JointDecision<T> joint, T command) =>
        await Store.ChangeTogetherAsync(
            Agency,
            reference,
            entry => joint.Others(command, entry),
            await Store.ContextAsync(Agency, "owner@demo.example"),
            (entries, at) => joint.Decide(command, entries, at)
        );
}
