using RiskRegister.Entries.HandingOver;
using RiskRegister.People;
using RiskRegister.Signals;
using RiskRegister.Tests.People;
using RiskRegister.Tests.Signals;
using Xunit;

namespace RiskRegister.Tests.Entries.HandingOver;

public sealed class HandOverSignalTests
{
    private static readonly Person Left = Staff.Nora with { Left = new Departure(States.Today, null, "Retires", 2) };

    private static readonly Signal Theirs = Samples.Open with { Assignee = Left.Email };

    [Fact]
    public void An_open_signal_goes_to_who_takes_over_and_keeps_its_deadline()
    {
        var made = HandOverSignal.Decide(Theirs, Left, Staff.Otto).Made();

        Assert.Equal(Theirs with { Assignee = Staff.Otto.Email }, made.After);
        Assert.Contains(Left.Name, made.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nobody_takes_over_or_may_not_answer_it_goes_to_the_risk_managers()
    {
        var reader = Staff.Otto with { Roles = [Role.Reader] };

        Assert.Equal(Signal.RiskManagers, HandOverSignal.Decide(Theirs, Left, null).Made().After.Assignee);
        Assert.Equal(Signal.RiskManagers, HandOverSignal.Decide(Theirs, Left, reader).Made().After.Assignee);
    }

    [Fact]
    public void A_late_answer_of_which_they_were_told_is_told_to_who_takes_over()
    {
        var late = Samples.Open with { Escalation = new(1, Left.Email, States.Today) };

        var after = HandOverSignal.Decide(late, Left, Staff.Otto).Made().After;

        Assert.Equal((late.Assignee, Staff.Otto.Email), (after.Assignee, after.Escalation!.To));
    }

    [Fact]
    public void What_is_answered_or_not_theirs_stays_as_it_is()
    {
        Assert.Null(HandOverSignal.Decide(Samples.Answered with { Assignee = Left.Email }, Left, Staff.Otto).Change);
        Assert.Null(HandOverSignal.Decide(Samples.Open, Left, Staff.Otto).Change);
    }
}
