using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using RiskRegister.Entries;
using RiskRegister.Indicators;
using RiskRegister.Signals;
using RiskRegister.Tests.Entries;
using RiskRegister.Tests.Signals;
using Xunit;
using static RiskRegister.Tests.Indicators.Indicating;

namespace RiskRegister.Tests.Indicators;

public sealed class RecordReadingTests
{
    private static readonly Reading Known = new("demo", "I-0001", States.Today, 12, null);

    [Fact]
    public void A_reading_is_of_a_day_that_has_come_and_has_a_number()
    {
        Assert.Equal(["day required", "value no-number"], Rules(new(null, null, null, null)));
        Assert.Equal(["day in-the-future"], Rules(new(States.Today.AddDays(1), 3, null, null)));
        Assert.Equal(["retired"], Rules(new(States.Today, 3, null, null), Defined with { Active = false }));
    }

    [Fact]
    public void A_correction_needs_a_reason_and_the_same_reading_again_does_not()
    {
        Assert.Equal(["reason required"], Rules(new(States.Today, 3, null, null), Defined, Known));
        Assert.Empty(Rules(new(States.Today, 3, null, "Misread"), Defined, Known));
        Assert.Empty(Rules(new(States.Today, 12.0m, null, null), Defined, Known));
    }

    [Fact]
    public void Going_into_breach_makes_a_signal_for_the_tied_entries()
    {
        var change = Read(Defined.After(12), 1, 20);
        var signal = Breach.Of(change.Indicator.After, "S-0007", States.Actor, States.Context).After;

        Assert.True(change.Breaches);
        Assert.Equal(("breach-began", States.Today.AddDays(1)), (change.Indicator.Name, change.Indicator.After.BreachSince));
        Assert.Equal(SignalKind.IndicatorBreach, signal.Kind);
        Assert.Equal(("I-0001", States.Today.AddDays(7)), (signal.Indicator, signal.Deadline));
        Assert.Equal(["R-0001"], signal.Entries);
        Assert.Contains("20 days", signal.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Staying_in_breach_makes_no_second_signal() => Assert.False(Read(Defined.After(25), 1, 26).Breaches);

    [Fact]
    public void Going_into_breach_again_makes_no_second_signal_while_the_first_is_open()
    {
        var back = Defined.After(25, 3);

        Assert.False(Read(back, 2, 25, hasOpenSignal: true).Breaches);
        Assert.True(Read(back, 2, 25, hasOpenSignal: false).Breaches);
    }

    [Fact]
    public void Coming_back_from_breach_is_noted()
    {
        var back = Read(Defined.After(25), 1, 3);

        Assert.Equal(("breach-ended", null), (back.Indicator.Name, back.Indicator.After.BreachSince));
    }

    [Fact]
    public void A_correction_that_takes_the_breach_away_is_noted_and_leaves_the_signal()
    {
        var inBreach = Defined.After(25) with { Signal = "S-0007" };
        var corrected = Read(inBreach, 0, 2.5m, Known with { Value = 25 });

        Assert.Equal(("breach-corrected", "So"), (corrected.Indicator.Name, corrected.Indicator.Why));
        Assert.Equal((null, "S-0007"), (corrected.Indicator.After.BreachSince, corrected.Indicator.After.Signal));
        Assert.Equal(("reading-corrected", 2.5m), (corrected.Reading.Name, corrected.Reading.After.Value));
    }

    [Fact]
    public void A_correction_may_bring_a_breach_to_light() => Assert.True(Read(Defined.After(12), 0, 25, Known).Breaches);

    [Fact]
    public void A_reading_of_an_earlier_day_changes_nothing_of_today()
    {
        var late = Read(Defined.After(12, 13), -3, 30);

        Assert.False(late.Breaches);
        Assert.Equal(new RecentReading(States.Today.AddDays(1), 13), late.Indicator.After.Latest);
    }

    [Fact]
    public void An_indicator_remembers_the_last_twelve_readings_by_day()
    {
        var many = Defined.After([.. Enumerable.Range(1, 15).Select(n => (decimal)n)]);

        Assert.Equal(Enumerable.Range(4, 12).Select(n => (decimal)n), many.Recent.Select(r => r.Value));
    }

    [Fact]
    public void A_breach_by_other_thresholds_makes_its_signal_with_the_next_reading()
    {
        var change = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>("""{"warning":5,"breach":10}""");
        var stricter = ChangeIndicator.Decide(new(change, "New target"), Defined.After(12), []).Made().After;

        Assert.Null(stricter.BreachSince);
        Assert.True(Read(stricter, 1, 12).Breaches);
    }

    [Fact]
    public void A_change_needs_a_reason_and_obeys_the_rules_of_defining()
    {
        var change = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(
            """{"breach":3,"entries":["R-0001","R-0009"],"unit":null}"""
        );

        Assert.Equal(
            ["reason required", "change.unit required", "change.warning wrong-side", "change.entries no-such-entry"],
            ChangeIndicator.Decide(new(change, null), Defined, []).Refusals.Rules()
        );
        Assert.Equal(["retired"], RetireIndicator.Decide(new("x"), Defined with { Active = false }).Refusals.Rules());
    }

    /// <summary>Readings of any days, corrections among them, and answers to the signals in any order.</summary>
    [Fact]
    public void No_sequence_of_readings_gives_two_open_signals_of_one_indicator() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<(byte Day, byte Value, bool Answers)[]>(),
                moves =>
                {
                    var (indicator, open, made) = (Defined, new HashSet<string>(), 0);
                    var readings = new Dictionary<DateOnly, Reading>();
                    foreach (var (day, value, answers) in moves)
                    {
                        var on = States.Today.AddDays(day % 20);
                        var before = indicator;
                        var hasOpen = indicator.Signal is { } last && open.Contains(last);
                        var known = readings.GetValueOrDefault(on);
                        var change = Read(indicator, day % 20, value % 40, known, hasOpen);
                        (indicator, readings[on]) = (change.Indicator.After, change.Reading.After);
                        if (change.Breaches)
                        {
                            indicator = indicator with { Signal = $"S-{++made}" };
                            open.Add(indicator.Signal);
                        }

                        Assert.InRange(open.Count, 0, 1);
                        Assert.Equal(readings.MaxBy(r => r.Key).Value.Value, indicator.Latest!.Value);
                        var isBreach = IndicatorReport.Of(indicator, indicator.Latest.Value) == IndicatorStatus.Breach;
                        Assert.Equal(isBreach, indicator.BreachSince is not null);
                        Assert.True(!isBreach || before.BreachSince is not null || open.Count == 1);
                        if (answers)
                        {
                            open.Clear();
                        }
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(60).WithQuietOnSuccess(true));

    private static IEnumerable<string> Rules(
        RecordIndicatorReading command,
        Indicator? indicator = null,
        Reading? known = null
    ) => RecordReading.Check(command, indicator ?? Defined, known, States.Today).Refusals.Rules();
}
