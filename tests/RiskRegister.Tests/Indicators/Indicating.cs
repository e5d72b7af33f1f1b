using RiskRegister.Indicators;
using RiskRegister.Tests.Entries;

namespace RiskRegister.Tests.Indicators;

/// <summary>An indicator and its readings.</summary>
internal static class Indicating
{
    public static readonly IndicatorDetails Waiting = new()
    {
        Name = "Median waiting time",
        Unit = "days",
        Measures = "From application to decision, of all cases decided in the week",
        Owner = States.Actor,
        Direction = Direction.HigherIsWorse,
        Warning = 15,
        Breach = 20,
        EveryDays = 7,
        Entries = ["R-0001"],
    };

    public static Indicator Defined => DefineIndicator.Made(Waiting, "demo", "I-0001", States.Context).After;

    /// <summary>The indicator after readings on the days from today on.</summary>
    public static Indicator After(this Indicator indicator, params IReadOnlyList<decimal> values)
    {
        foreach (var (n, value) in values.Index())
        {
            indicator = Read(indicator, n, value).Indicator.After;
        }

        return indicator;
    }

    public static ReadingChange Read(
        Indicator indicator,
        int day,
        decimal value,
        Reading? known = null,
        bool hasOpenSignal = false
    ) => RecordReading.Decide(new(States.Today.AddDays(day), value, null, "So"), indicator, known, hasOpenSignal);
}
