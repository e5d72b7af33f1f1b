using RiskRegister.Entries;
using RiskRegister.Entries.Acting;
using RiskRegister.Entries.Checking;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class SharedActionTests
{
    private static readonly Entry First = States.ARiskWithAnAction;
    private static readonly Entry Second = Named("R-0002", States.ARiskWithAnAction);
    private static readonly Entry Third = Named("R-0003", States.ARatedRisk);

    /// <summary>A1 of the first, A2 of the second and A1 of the third entry are one action.</summary>
    private static readonly IReadOnlyList<Entry> Shared = After(
        [First, Second, Third],
        Share(["R-0002", "R-0003"], First, Second, Third)
    );

    [Fact]
    public void A_shared_action_is_typed_in_once_and_stands_in_each_entry_under_its_own_next_id()
    {
        Assert.Equal(["A1", "A2", "A1"], Shared.Select(entry => entry.Actions[^1].Id));
        Assert.All(Shared, entry => Assert.Equal(("Buy a pump", States.Today), (entry.Actions[^1].Title, entry.Actions[^1].Due)));
    }

    [Fact]
    public void All_entries_that_share_an_action_list_all_the_others()
    {
        var all = Shared.Select(entry => new ActionTwin(entry.Reference, entry.Actions[^1].Id)).ToList();

        Assert.All(Shared.Zip(all), pair => Assert.Equal(all.Where(t => t != pair.Second), pair.First.Actions[^1].Twins));
    }

    [Fact]
    public void An_action_may_be_shared_further()
    {
        var fourth = Named("R-0004", States.ARatedRisk);
        var command = new ShareEntryAction("A2", ["R-0004"]);
        IReadOnlyList<Entry> entries = [Shared[1], Shared[0], Shared[2], fourth];

        Assert.Equal(["R-0001", "R-0003", "R-0004"], ShareAction.Everywhere.Others(command, Shared[1]));
        var after = After(entries, ShareAction.Decide(command, entries, States.Context));
        Assert.All(after, entry => Assert.Equal(3, entry.Actions[^1].Twins!.Count));
        Assert.Equal("A1", Assert.Single(after[3].Actions).Id);
    }

    [Fact]
    public void A_shared_action_has_one_owner_in_all_entries()
    {
        var unowned = States.ARatedRisk.After(new ActionPlanned("A1", "Buy a pump", null, null, null, null) { Cost = 5 });
        var other = Named("R-0002", States.ARatedRisk) with { Owner = "other@demo.example" };
        var after = After([unowned, other], Share(["R-0002"], unowned, other));

        Assert.Equal((States.Actor, 5m), (after[1].Actions[0].Owner, after[1].Actions[0].Cost));
    }

    [Fact]
    public void What_happens_to_a_shared_action_happens_in_all_its_entries()
    {
        var completed = Do(CompleteAction.Everywhere, new("A2", "Bought"), Shared[1], Shared[0], Shared[2]);
        var dropped = Do(DropAction.Everywhere, new("A1", "Too dear"), Shared[0], Shared[1], Shared[2]);
        var changed = Do(
            ChangeAction.Everywhere,
            new("A1", "Buy two pumps", null, null, null, null, null, "One is not enough"),
            Shared[0],
            Shared[1],
            Shared[2]
        );
        var checks = CheckAction.Everywhere.Decide(new("A2", Verdict.Effective, "Dry"), completed, Checker);

        Assert.All(completed, entry => Assert.Equal("Bought", entry.Actions[^1].Outcome));
        Assert.All(dropped, entry => Assert.Equal("Too dear", entry.Actions[^1].DroppedReason));
        Assert.All(changed, entry => Assert.Equal("Buy two pumps", entry.Actions[^1].Title));
        Assert.All(After(completed, checks), entry => Assert.Equal(Verdict.Effective, entry.Actions[^1].Check!.Verdict));
        Assert.True(completed[0].Actions[0].IsOpen, "another action of an entry stays as it was");
    }

    [Fact]
    public void A_command_on_a_shared_action_concerns_its_other_entries()
    {
        Assert.Equal(["R-0001", "R-0003"], CompleteAction.Everywhere.Others(new("A2", "Bought"), Shared[1]));
        Assert.Empty(CompleteAction.Everywhere.Others(new("A1", "Bought"), Shared[1]));
        Assert.Empty(CompleteAction.Everywhere.Others(new("A9", "Bought"), Shared[1]));
    }

    [Fact]
    public void A_refusal_is_told_once() =>
        Assert.Equal(
            ["outcome required"],
            CompleteAction.Everywhere.Decide(new("A1", null), Shared, States.Context).SelectMany(d => d.Rules())
        );

    [Fact]
    public void A_closed_entry_among_those_that_share_an_action_is_left_out()
    {
        var closed = Shared[1].After(new Closed("Gone"));
        var after = Do(CompleteAction.Everywhere, new("A1", "Bought"), Shared[0], closed, Shared[2]);

        Assert.Same(closed, after[1]);
        Assert.NotNull(after[2].Actions[0].CompletedAt);
    }

    [Fact]
    public void An_entry_in_which_a_shared_action_went_another_way_is_left_out()
    {
        var reopened = Shared[1];
        var done = Do(CompleteAction.Everywhere, new("A1", "Bought"), Shared[0], reopened.After(new Closed("Gone")), Shared[2]);
        var after = Do(DropAction.Everywhere, new("A2", "Not needed here"), reopened, done[0], done[2]);

        Assert.NotNull(after[0].Actions[1].DroppedOn);
        Assert.Equal([done[0], done[2]], after.Skip(1));
    }

    [Fact]
    public void An_action_is_shared_with_other_open_entries_that_do_not_have_it()
    {
        var closed = Second.After(new Closed("Gone"));

        Assert.Equal(["with required"], Rules([], First));
        Assert.Equal(["with itself"], Rules(["R-0001"], First));
        Assert.Equal(["with closed-entry"], Rules(["R-0002"], First, closed));
        Assert.Equal(["with shared-already"], Rules(["R-0002"], Shared[0], Shared[1], Shared[2]));
        Assert.Equal(["action completed-already"], Rules(["R-0003"], States.ARiskWithACompletedAction, Third));
        Assert.Equal(["entry-is-closed"], Rules(["R-0003"], First.After(new Closed("Gone")), Third));
    }

    [Fact]
    public void An_action_serves_at_most_sixteen_entries()
    {
        var many = Enumerable.Range(2, 16).Select(n => $"R-{n:D4}").ToList();

        Assert.Equal(["with too-many"], Rules(many, First));
        Assert.Empty(ShareAction.Everywhere.Others(new("A1", many), First));
        Assert.Equal(15, ShareAction.Everywhere.Others(new("A1", [.. many.Take(15)]), First).Count);
    }

    private static DecisionContext Checker => States.Context with { Actor = "checker@demo.example" };

    private static Entry Named(string reference, Entry entry) => entry with { Reference = reference };

    private static IReadOnlyList<Decision> Share(IReadOnlyList<string> with, params IReadOnlyList<Entry> entries) =>
        ShareAction.Decide(new ShareEntryAction("A1", with), entries, States.Context);

    private static IEnumerable<string> Rules(IReadOnlyList<string> with, params IReadOnlyList<Entry> entries) =>
        Assert.Single(Share(with, entries)).Rules();

    private static IReadOnlyList<Entry> Do<T>(JointDecision<T> joint, T command, params IReadOnlyList<Entry> entries) =>
        After(entries, joint.Decide(command, entries, States.Context));

    private static IReadOnlyList<Entry> After(IReadOnlyList<Entry> entries, IReadOnlyList<Decision> decisions)
    {
        Assert.Equal(entries.Count, decisions.Count);
        return [.. entries.Zip(decisions, (entry, decision) => entry.After([.. decision.Accepted()]))];
    }
}
