using RiskRegister.Criteria;
using RiskRegister.Indicators;
using RiskRegister.Register;
using RiskRegister.Signals;

namespace RiskRegister.Demo;

/// <summary>A reading of some days ago.</summary>
public sealed record DemoReading(int DaysAgo, decimal Value, string? Note);

/// <summary>An indicator that was defined some days ago, with its readings, the oldest first, and the answer to its breach.</summary>
public sealed record DemoIndicator(
    int DaysAgo,
    string By,
    IndicatorDetails Define,
    IReadOnlyList<DemoReading> Readings,
    DemoAnswer? Answer
)
{
    /// <summary>What the decisions make of it. The reviews that a breach calls are steps of their entries.</summary>
    /// <exception cref="InvalidOperationException">A decision refused.</exception>
    public ReplayedIndicator Replay(DemoFile file, string reference, Counter counter, AgencySettings settings, DateTimeOffset now)
    {
        var context = DemoStep.Context(DaysAgo, By, settings, now, 0);
        var known = Define.Named().Where(named => file.Raised(named) is not null).ToList();
        DemoFile.ThrowIf(DefineIndicator.Check(Define, known).Refusals, Define.Name ?? "");
        var indicator = new DemoRecord<Indicator>(DefineIndicator.Made(Define, DemoData.Agency, reference, context), context);
        var replayed = new ReplayedIndicator(counter, indicator, [], []);
        foreach (var reading in Readings)
        {
            replayed = Read(reading, replayed, file, settings, now);
        }

        return replayed;
    }

    private ReplayedIndicator Read(
        DemoReading reading,
        ReplayedIndicator so,
        DemoFile file,
        AgencySettings settings,
        DateTimeOffset now
    )
    {
        var context = DemoStep.Context(reading.DaysAgo, By, settings, now, 1);
        var command = new RecordIndicatorReading(context.Today, reading.Value, reading.Note, null);
        DemoFile.ThrowIf(RecordReading.Check(command, so.Indicator.Record, null, context.Today).Refusals, Define.Name ?? "");
        var change = RecordReading.Decide(command, so.Indicator.Record, null, so.Signals.Count > 0);
        so = so with { Readings = [.. so.Readings, new(change.Reading, context)] };
        if (!change.Breaches)
        {
            so.Indicator.Do(change.Indicator, context);
            return so;
        }

        var (number, next) = so.Counter.NextSignal();
        so.Indicator.Do(change.Indicator with { After = change.Indicator.After with { Signal = number } }, context);
        var assignee = file.Assignee(Define.Named().Select(named => file.Raised(named)?.Owner).FirstOrDefault());
        var signal = new DemoRecord<Signal>(Breach.Of(so.Indicator.Record, number, assignee, context), context);
        Answer?.Give(signal, file, settings, now);
        return so with { Counter = next, Signals = [.. so.Signals, signal] };
    }
}

/// <summary>An indicator with what it has brought about.</summary>
public sealed record ReplayedIndicator(
    Counter Counter,
    DemoRecord<Indicator> Indicator,
    IReadOnlyList<DemoRecord<Reading>> Readings,
    IReadOnlyList<DemoRecord<Signal>> Signals
)
{
    /// <summary>The documents to be created.</summary>
    public IEnumerable<DocumentWrite> Writes =>
        [.. Indicator.Writes, .. Readings.SelectMany(r => r.Writes), .. Signals.SelectMany(s => s.Writes)];
}
