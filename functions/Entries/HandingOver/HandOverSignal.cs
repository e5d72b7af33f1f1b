using RiskRegister.People;
using RiskRegister.Register.Records;
using RiskRegister.Signals;

namespace RiskRegister.Entries.HandingOver;

/// <summary>
/// What somebody who has left had to do with a signal: as who has to answer, and as who was told that the answer is late. Where nothing is
/// theirs any more nothing is done, so it may be done again.
/// </summary>
public static class HandOverSignal
{
    /// <summary>An open signal goes to who takes over, if they may answer it, else to the risk managers as a group. Its deadline stays.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="from">Who has left.</param>
    /// <param name="to">Who takes over; null for nobody.</param>
    public static RecordDecision<Signal> Decide(Signal signal, Person from, Person? to)
    {
        if (signal.State != SignalState.Open || !(from.Is(signal.Assignee) || from.Is(signal.Escalation?.To)))
        {
            return RecordDecision.Nothing<Signal>();
        }

        var after = signal with
        {
            Assignee = Next(signal.Assignee),
            Escalation = signal.Escalation is { } told ? told with { To = Next(told.To) } : null,
        };
        var why = $"{from.Name} {PersonChecks.Leaving(from)}.";
        return RecordDecision.Of(new Checks(), () => new RecordChange<Signal>(after, "signal-handed-over", why));

        string Next(string who) =>
            !from.Is(who) ? who
            : to is not null && AssignSignal.MayAnswer(to) ? to.Email
            : Signal.RiskManagers;
    }
}
