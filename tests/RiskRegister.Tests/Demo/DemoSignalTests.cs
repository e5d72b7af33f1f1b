using RiskRegister.Access;
using RiskRegister.Criteria;
using RiskRegister.Demo;
using RiskRegister.Entries;
using RiskRegister.Indicators;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Signals;
using Xunit;

namespace RiskRegister.Tests.Demo;

public sealed class DemoSignalTests
{
    private static readonly DemoFile File = DemoFile.Content;
    private static readonly AgencySettings Settings = File.Settings();

    public static TheoryData<string> Moments => DemoFileTests.Moments;

    [Theory]
    [MemberData(nameof(Moments))]
    public void Signals_wait_are_late_are_escalated_and_are_answered(string moment)
    {
        var (now, signals) = (At(moment), Load(At(moment)));

        Assert.Equal(8, signals.Count);
        Assert.Equal(Enum.GetValues<SignalState>(), signals.Select(s => s.State).Distinct().Order());
        Assert.Equal([null, 1, 2], signals.Select(s => s.Escalation?.Step).Distinct().Order());
        Assert.Contains(signals, s => s.State == SignalState.Open && s.Deadline >= Settings.DayOf(now));
        Assert.All(signals, s => Assert.False(s.EscalatesOn < Settings.DayOf(now)));
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public void Indicators_are_in_every_status_but_that_of_no_reading(string moment)
    {
        var now = At(moment);
        var status = Indicators(now).Select(i => IndicatorReport.Of(i.Indicator.Record, Settings.DayOf(now)));

        Assert.Equal(Enum.GetValues<IndicatorStatus>().Except([IndicatorStatus.Awaited]), status.Order());
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public void Nothing_of_them_has_happened_later_than_now(string moment)
    {
        var now = At(moment);
        var versions = Indicators(now)
            .SelectMany(i =>
                i.Indicator.Versions.Concat(i.Readings.SelectMany(r => r.Versions)).Concat(i.Signals.SelectMany(s => s.Versions))
            )
            .Concat(File.Signals.SelectMany(s => s.Replay(File, "S-0001", Settings, now).Versions));

        Assert.All(versions, v => Assert.True(v.At <= now));
    }

    [Fact]
    public void Entries_and_signals_name_each_other()
    {
        var now = At("2031-06-18T11:20:00Z");
        var signals = Load(now).ToDictionary(s => s.Reference);
        var counter = new Counter(0, 0);
        foreach (var entry in File.Entries)
        {
            (var reference, counter) = counter.Next(entry.Kind);
            var replayed = entry.Replay(DemoData.Agency, reference, Settings, now).Entry;
            Assert.All(replayed.Signals ?? [], signal => Assert.Contains(reference, signals[signal].Entries));
            Assert.Equal(
                signals.Values.Where(s => s.Answer?.Entries.Contains(reference) == true).Select(s => s.Reference),
                replayed.Signal is null ? [] : [replayed.Signal]
            );
        }

        Assert.All(
            signals.Values.Where(s => s.Kind == SignalKind.IndicatorBreach),
            s => Assert.All(s.Entries, e => Assert.Contains(CallsOf(e), call => call.Signal == s.Reference))
        );
    }

    [Fact]
    public void Nobody_has_sent_answered_or_read_what_their_roles_do_not_let_them()
    {
        Assert.All(File.Signals, s => May(s.By, "ReceiveSignal"));
        Assert.All(File.Signals.Select(s => s.Answer).OfType<DemoAnswer>(), a => May(a.By, "AnswerSignal"));
        Assert.All(File.Indicators, i => May(i.By, "RecordReading"));
        Assert.All(File.Indicators.Select(i => i.Answer).OfType<DemoAnswer>(), a => May(a.By, "AnswerSignal"));
        Assert.Equal(File.Signals.OrderByDescending(s => s.DaysAgo), File.Signals);
    }

    private static void May(string email, string function) =>
        Assert.True(Policies.Allows(function, File.People.Single(p => p.Email == email).Roles), $"{email} {function}");

    private static IEnumerable<DemoCall> CallsOf(string reference)
    {
        var raise = File.Raised(reference);
        return File.Entries.Single(e => e.Steps[0].Raise == raise).Steps.Select(s => s.Called).OfType<DemoCall>();
    }

    private static List<ReplayedIndicator> Indicators(DateTimeOffset now)
    {
        var all = new List<ReplayedIndicator>();
        foreach (var indicator in File.Indicators)
        {
            var counter = all.Count == 0 ? new Counter(0, 0) : all[^1].Counter;
            all.Add(indicator.Replay(File, $"I-{all.Count + 1:D4}", counter, Settings, now));
        }

        return all;
    }

    private static List<Signal> Load(DateTimeOffset now)
    {
        var made = Indicators(now).SelectMany(i => i.Signals).Select(s => s.Record).ToList();
        foreach (var signal in File.Signals)
        {
            made.Add(signal.Replay(File, $"S-{made.Count + 1:D4}", Settings, now).Record);
        }

        return made;
    }

    private static DateTimeOffset At(string moment) =>
        DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);
}
