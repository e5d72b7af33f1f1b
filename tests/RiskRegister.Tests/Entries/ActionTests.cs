using RiskRegister.Entries;
using RiskRegister.Entries.Acting;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class ActionTests
{
    private static readonly PlanEntryAction Plan = new("Buy a pump", null, States.Today, null, null);

    [Fact]
    public void Actions_are_numbered_within_the_entry()
    {
        var first = Planned(States.ARatedRisk, Plan);
        var second = Planned(States.ARatedRisk.After(first), Plan);

        Assert.Equal(("A1", "A2"), (first.Id, second.Id));
    }

    [Fact]
    public void An_action_without_owner_is_the_entry_owners()
    {
        Assert.Equal(States.Actor, Planned(States.ARatedRisk, Plan with { Owner = " " }).Owner);
        Assert.Equal("it@demo.example", Planned(States.ARatedRisk, Plan with { Owner = "it@demo.example" }).Owner);
    }

    [Fact]
    public void Title_and_day_are_asked_for_together()
    {
        Assert.Equal(
            ["title required", "due required"],
            PlanAction.Decide(new PlanEntryAction(null, null, null, null, null), States.ARatedRisk, States.Context).Rules()
        );
    }

    [Fact]
    public void An_action_is_due_today_at_the_earliest()
    {
        Assert.Equal(States.Today, Planned(States.ARatedRisk, Plan).Due);
        Assert.Equal(
            ["due in-the-past"],
            PlanAction.Decide(Plan with { Due = States.Today.AddDays(-1) }, States.ARatedRisk, States.Context).Rules()
        );
    }

    [Fact]
    public void Texts_of_an_action_have_a_greatest_length()
    {
        var line = new string('x', 201);
        var command = new PlanEntryAction(line, line, States.Today, line, new string('x', 4_001));

        Assert.Equal(
            ["title too-long", "owner too-long", "process too-long", "measure too-long"],
            PlanAction.Decide(command, States.ARatedRisk, States.Context).Rules()
        );
    }

    [Fact]
    public void A_closed_entry_takes_no_action()
    {
        Assert.Equal(["entry-is-closed"], PlanAction.Decide(Plan, States.AClosedRisk, States.Context).Rules());
    }

    [Fact]
    public void Completing_an_action_sets_the_day_of_its_effectiveness_check()
    {
        var decision = CompleteAction.Decide(new("A1", " Bought "), States.ARiskWithAnAction, States.Context);

        Assert.Equal([new ActionCompleted("A1", "Bought", States.Today.AddDays(90))], decision.Accepted());
    }

    [Fact]
    public void Only_an_action_of_the_entry_can_be_completed()
    {
        var decision = CompleteAction.Decide(new("A2", "Bought"), States.ARiskWithAnAction, States.Context);

        Assert.Equal(["action unknown-action"], decision.Rules());
        Assert.Contains("A1", decision.Refusals[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_action_is_completed_once()
    {
        Assert.Equal(
            ["action completed-already"],
            CompleteAction.Decide(new("A1", "Again"), States.ARiskWithACompletedAction, States.Context).Rules()
        );
    }

    [Fact]
    public void Action_and_outcome_are_asked_for_together()
    {
        Assert.Equal(
            ["action unknown-action", "outcome required"],
            CompleteAction.Decide(new(null, null), States.ARiskWithAnAction, States.Context).Rules()
        );
    }

    [Fact]
    public void An_action_of_a_closed_entry_can_not_be_completed()
    {
        var closed = States.ARiskWithAnAction.After(new Closed("The room is empty"));

        Assert.Equal(["entry-is-closed"], CompleteAction.Decide(new("A1", "Bought"), closed, States.Context).Rules());
    }

    private static ActionPlanned Planned(Entry entry, PlanEntryAction command) =>
        Assert.IsType<ActionPlanned>(Assert.Single(PlanAction.Decide(command, entry, States.Context).Accepted()));
}
