using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Entries.Raising;
using RiskRegister.Signals;

namespace RiskRegister.Demo;

/// <summary>A signal that came in some days ago.</summary>
public sealed record DemoSignal(int DaysAgo, string By, SendSignal Send, DemoAnswer? Answer)
{
    /// <summary>What the decisions make of it, and of its being late.</summary>
    /// <exception cref="InvalidOperationException">A decision refused.</exception>
    public DemoRecord<Signal> Replay(DemoFile file, string reference, AgencySettings settings, DateTimeOffset now)
    {
        var context = DemoStep.Context(DaysAgo, By, settings, now, 0);
        var known = Send.Named().Where(named => file.Raised(named) is not null).ToList();
        DemoFile.ThrowIf(new Checks().Sent(Send, known, context.Today).Refusals, Send.Title ?? "");
        var assignee = file.Assignee(known.Select(named => file.Raised(named)!.Owner).FirstOrDefault());
        var signal = new DemoRecord<Signal>(SendingSignals.Made(Send, reference, DemoData.Agency, assignee, context), context);
        Answer?.Give(signal, file, settings, now);
        Escalate(signal, file, settings, now);
        return signal;
    }

    /// <summary>What became late before today; what becomes late today is left to the timer.</summary>
    private static void Escalate(DemoRecord<Signal> signal, DemoFile file, AgencySettings settings, DateTimeOffset now)
    {
        var today = settings.DayOf(now);
        while (signal.Record.EscalatesOn is { } day && day < today)
        {
            var context = DemoStep.Context(today.DayNumber - day.DayNumber, EscalateSignals.Actor, settings, now, 0);
            var manager = file.People.FirstOrDefault(person => person.Email == signal.Record.Assignee)?.Manager;
            signal.Do(EscalateSignals.Decide(signal.Record, manager, context).Change!, context);
        }
    }
}

/// <summary>An answer that somebody gave some days ago: the raising of an entry of the file, or no change.</summary>
public sealed record DemoAnswer(int DaysAgo, string By, string? Raised, string? Why)
{
    /// <summary>Answers a signal.</summary>
    public void Give(DemoRecord<Signal> signal, DemoFile file, AgencySettings settings, DateTimeOffset now)
    {
        var context = DemoStep.Context(DaysAgo, By, settings, now, 0);
        var command = new AnswerToSignal
        {
            Answer = Raised is null ? SignalAnswerKind.NoChange : SignalAnswerKind.RaisesEntry,
            Entry = Raised is null ? null : file.Raised(Raised),
            Why = Why,
        };
        DemoFile.ThrowIf(AnswerSignal.Check(command, signal.Record).Refusals, signal.Record.Title);
        IReadOnlyList<string> entries = Raised is null ? [] : [Raised];
        signal.Do(AnswerSignal.Answered(command, signal.Record, entries, context), context);
    }
}
