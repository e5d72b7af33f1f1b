using RiskRegister.Entries;
using RiskRegister.Entries.Raising;
using RiskRegister.Indicators;
using RiskRegister.People;
using RiskRegister.Signals;
using RiskRegister.Tests.Entries;
using Xunit;
using static RiskRegister.Tests.Signals.Samples;

namespace RiskRegister.Tests.Signals;

public sealed class AnswerSignalTests
{
    private static readonly AnswerToSignal NoChange = new() { Answer = SignalAnswerKind.NoChange, Why = "So" };

    [Fact]
    public void An_answer_tells_what_why_when_and_by_whom()
    {
        Assert.Equal(SignalState.Answered, Answered.State);
        Assert.Equal(
            new SignalAnswer(SignalAnswerKind.NoChange, [], "It was ours to expect", States.Now, States.Actor),
            Answered.Answer! with
            {
                Entries = [],
            }
        );
        Assert.Null(Answered.EscalatesOn);
    }

    [Fact]
    public void An_answer_is_one_of_three_and_each_needs_what_it_is_about()
    {
        Assert.Equal(["answer required", "why required"], Rules(new()));
        Assert.Equal(["why required"], Rules(NoChange with { Why = "" }));
        Assert.Equal(["entry required"], Rules(new() { Answer = SignalAnswerKind.RaisesEntry }));
        Assert.Equal(["references required", "why required"], Rules(new() { Answer = SignalAnswerKind.ChangesEntry }));
        Assert.Equal(
            ["entry not-for-this-answer", "references not-for-this-answer"],
            Rules(NoChange with { Entry = new RaiseEntry(), References = ["R-0001"] })
        );
    }

    [Fact]
    public void At_most_sixteen_entries_are_changed_at_once()
    {
        var many = Enumerable.Range(1, 17).Select(n => $"R-{n:D4}").ToList();
        AnswerToSignal changes = new() { Answer = SignalAnswerKind.ChangesEntry, Why = "So" };

        Assert.Equal(["references required"], Rules(changes with { References = many }));
        Assert.Empty(Rules(changes with { References = [.. many.Take(16)] }));
    }

    [Fact]
    public void A_signal_is_answered_once()
    {
        Assert.Equal(["answered-already"], AnswerSignal.Check(NoChange, Answered).Refusals.Rules());
    }

    [Fact]
    public void An_entry_that_is_raised_because_of_a_signal_names_it_and_is_no_orphan()
    {
        var raised = SignalAnswers.Raised(new RaiseEntry { Kind = EntryKind.Risk, Title = "Flood" }, "S-0001", States.Context);
        var entry = Entry.Unborn("demo", "R-0001").After([.. raised.Accepted()]);

        Assert.Equal("S-0001", entry.Signal);
        Assert.DoesNotContain(Standing.Orphan, Standing.Of(entry, States.Settings, States.Today));
    }

    [Fact]
    public void What_is_wrong_with_the_entry_to_raise_is_told_by_its_place_in_the_answer()
    {
        Assert.Equal(
            ["entry.kind required", "entry.title required"],
            SignalAnswers.Raised(new RaiseEntry(), "S-0001", States.Context).Rules()
        );
    }

    [Fact]
    public void An_entry_that_has_to_be_changed_knows_the_signal_and_is_reviewed()
    {
        var entry = States.ARatedRisk.After([.. Noted(States.ARatedRisk).Accepted()]);

        Assert.Equal(["S-0001"], entry.Signals);
        Assert.Equal((CallCause.Signal, "S-0001"), (entry.ReviewCall!.Cause, entry.ReviewCall.Signal));
        Assert.Equal(States.Today, entry.NextReview);
        Assert.Equal(["references entry-is-closed"], Noted(States.AClosedRisk).Rules());
    }

    [Fact]
    public void A_reopened_signal_is_asked_about_anew_from_today()
    {
        var late = States.At(100);
        var reopened = ReopenSignal.Decide(new("It was wrong"), Answered, null, late).Made().After;

        Assert.Equal(
            (SignalState.Open, null, null, late.Today.AddDays(10)),
            (reopened.State, reopened.Answer, reopened.Escalation, reopened.Deadline)
        );
        Assert.Equal(["not-answered"], ReopenSignal.Decide(new("x"), Open, null, late).Refusals.Rules());
        Assert.Equal(["reason required"], ReopenSignal.Decide(new(null), Answered, null, late).Refusals.Rules());
    }

    [Fact]
    public void Of_the_signals_of_an_indicator_only_the_last_one_is_reopened()
    {
        var indicator = new Indicator("demo", "I-0001") { Signal = "S-0002" };

        Assert.Equal(["later-breach"], ReopenSignal.Decide(new("x"), Answered, indicator, States.Context).Refusals.Rules());
        Assert.Equal(
            SignalState.Open,
            ReopenSignal.Decide(new("x"), Answered, indicator with { Signal = "S-0001" }, States.Context).Made().After.State
        );
    }

    [Fact]
    public void A_signal_goes_to_somebody_who_may_answer_it()
    {
        var owner = States.Approver with { Email = "new@demo.example", Roles = [Role.Owner] };
        var assigned = AssignSignal.Decide(new("New@demo.example", "Knows the case"), owner, Open).Made().After;

        Assert.Equal(("new@demo.example", Open.Deadline), (assigned.Assignee, assigned.Deadline));
        Assert.Equal(Signal.RiskManagers, AssignSignal.Decide(new(Signal.RiskManagers, "x"), null, Open).Made().After.Assignee);
        Assert.Equal(
            ["assignee nobody-who-may-answer"],
            AssignSignal.Decide(new("approver@demo.example", "x"), States.Approver, Open).Refusals.Rules()
        );
        Assert.Equal(
            ["assignee nobody-who-may-answer"],
            AssignSignal.Decide(new("nobody@demo.example", "x"), null, Open).Refusals.Rules()
        );
        Assert.Equal(["assignee required", "reason required"], AssignSignal.Decide(new(null, null), null, Open).Refusals.Rules());
        Assert.Equal(["answered-already"], AssignSignal.Decide(new("x", "x"), owner, Answered).Refusals.Rules());
    }

    private static Decision Noted(Entry entry) => SignalAnswers.Noted(Open, "It happened", entry, States.Context);

    private static IEnumerable<string> Rules(AnswerToSignal command) => AnswerSignal.Check(command, Open).Refusals.Rules();
}
