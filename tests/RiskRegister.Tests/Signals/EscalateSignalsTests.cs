using RiskRegister.Entries;
using RiskRegister.Signals;
using RiskRegister.Tests.Entries;
using Xunit;
using static RiskRegister.Tests.Signals.Samples;

namespace RiskRegister.Tests.Signals;

public sealed class EscalateSignalsTests
{
    private const string Manager = "Manager@demo.example";

    [Fact]
    public void When_the_deadline_has_passed_the_manager_is_told_once()
    {
        Assert.Null(On(10, Open));
        var told = On(11, Open)!;

        Assert.Equal(new SignalEscalation(1, "manager@demo.example", States.Today.AddDays(11)), told.Escalation);
        Assert.Null(On(11, told));
        Assert.Null(On(20, told));
    }

    [Fact]
    public void When_twice_the_deadline_has_passed_the_risk_managers_are_told_once()
    {
        var twice = On(21, On(11, Open)!)!;

        Assert.Equal(new SignalEscalation(2, Signal.RiskManagers, States.Today.AddDays(21)), twice.Escalation);
        Assert.Null(On(400, twice));
    }

    [Fact]
    public void Without_a_manager_the_risk_managers_are_told_at_once()
    {
        Assert.Equal(Signal.RiskManagers, On(11, Open, null)!.Escalation!.To);
    }

    [Fact]
    public void After_a_long_standstill_only_the_last_step_is_told()
    {
        Assert.Equal(new SignalEscalation(2, Signal.RiskManagers, States.Today.AddDays(90)), On(90, Open)!.Escalation);
    }

    [Fact]
    public void An_answered_signal_is_not_escalated()
    {
        Assert.Null(On(400, Answered));
    }

    [Fact]
    public void A_reopened_signal_is_escalated_again()
    {
        var late = States.At(30);
        var reopened = ReopenSignal.Decide(new("It was wrong"), Answered, null, late).Made().After;

        Assert.Null(On(40, reopened));
        Assert.Equal(1, On(41, reopened)!.Escalation!.Step);
    }

    private static Signal? On(int day, Signal signal, string? manager = Manager)
    {
        var decision = EscalateSignals.Decide(signal, manager, States.At(day));
        Assert.Empty(decision.Refusals);
        return decision.Change?.After;
    }
}
