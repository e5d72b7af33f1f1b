using RiskRegister.Entries;
using RiskRegister.Entries.Checking;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class CheckTests
{
    private static readonly CheckEntryAction Works = new("A1", Verdict.Effective, " The floor is dry ");

    private static DecisionContext Checker => States.Context with { Actor = "checker@demo.example" };

    [Fact]
    public void A_check_tells_by_whom_and_how_it_was_found_that_an_action_had_its_effect()
    {
        var events = CheckAction.Decide(Works, States.ARiskWithACompletedAction, Checker).Accepted();

        Assert.Equal([new ActionChecked("A1", Verdict.Effective, "The floor is dry")], events);
        Assert.False(States.ARiskWithACompletedAction.After([.. events]).Actions[0].AwaitsCheck);
    }

    [Fact]
    public void Who_completed_an_action_may_not_check_it()
    {
        var maker = States.Context with { Actor = States.Actor.ToUpperInvariant() };
        var refused = CheckAction.Decide(Works, States.ARiskWithACompletedAction, maker);

        Assert.Equal(["maker-is-not-checker"], refused.Rules());
        Assert.Contains("Ask somebody else", refused.Refusals[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_completed_action_can_be_checked()
    {
        Assert.Equal(["action not-completed"], CheckAction.Decide(Works, States.ARiskWithAnAction, Checker).Rules());
        Assert.Equal(
            ["action not-completed"],
            CheckAction
                .Decide(Works, States.ARiskWithAnAction.After(new ActionDropped("A1", States.Today, "No")), Checker)
                .Rules()
        );
        Assert.Equal(["action unknown-action"], CheckAction.Decide(Works, States.ARatedRisk, Checker).Rules());
        Assert.Equal(
            ["entry-is-closed"],
            CheckAction.Decide(Works, States.ARiskWithACompletedAction.After(new Closed("Gone")), Checker).Rules()
        );
    }

    [Fact]
    public void An_action_may_be_checked_before_its_day() =>
        Assert.Single(
            CheckAction
                .Decide(Works, States.ARiskWithACompletedAction, Checker with { Today = States.Today.AddDays(1) })
                .Accepted()
        );

    [Fact]
    public void A_partly_effective_action_may_be_checked_again_and_others_not()
    {
        Assert.Single(CheckAction.Decide(Works, Checked(Verdict.Partly), Checker).Accepted());
        Assert.Equal(["action checked-already"], CheckAction.Decide(Works, Checked(Verdict.Effective), Checker).Rules());
        Assert.Equal(["action checked-already"], CheckAction.Decide(Works, Checked(Verdict.NotEffective), Checker).Rules());
    }

    [Fact]
    public void Verdict_and_finding_are_asked_for_together() =>
        Assert.Equal(
            ["verdict required", "finding required"],
            CheckAction.Decide(new("A1", null, ""), States.ARiskWithACompletedAction, Checker).Rules()
        );

    private static Entry Checked(Verdict verdict) =>
        States.ARiskWithACompletedAction.After(new ActionChecked("A1", verdict, "Looked"));
}
