using RiskRegister.Entries;
using RiskRegister.Indicators;
using RiskRegister.Tests.Entries;
using RiskRegister.Tests.Signals;
using Xunit;
using static RiskRegister.Tests.Indicators.Indicating;

namespace RiskRegister.Tests.Indicators;

public sealed class IndicatorStatusTests
{
    [Theory]
    [InlineData(Direction.HigherIsWorse, 14.9, IndicatorStatus.Ok)]
    [InlineData(Direction.HigherIsWorse, 15, IndicatorStatus.Warning)]
    [InlineData(Direction.HigherIsWorse, 20, IndicatorStatus.Breach)]
    [InlineData(Direction.LowerIsWorse, 20.1, IndicatorStatus.Ok)]
    [InlineData(Direction.LowerIsWorse, 20, IndicatorStatus.Warning)]
    [InlineData(Direction.LowerIsWorse, 15, IndicatorStatus.Breach)]
    public void A_threshold_is_reached_by_its_own_value(Direction direction, double value, IndicatorStatus status)
    {
        var higher = direction == Direction.HigherIsWorse;
        var indicator = Defined.With(
            Waiting with
            {
                Direction = direction,
                Warning = higher ? 15 : 20,
                Breach = higher ? 20 : 15,
            }
        );

        Assert.Equal(status, IndicatorReport.Of(indicator, (decimal)value));
    }

    [Fact]
    public void A_reading_that_does_not_come_makes_an_indicator_overdue()
    {
        Assert.Equal(IndicatorStatus.Awaited, On(Defined, 7));
        Assert.Equal(IndicatorStatus.Overdue, On(Defined, 8));
        Assert.Equal(IndicatorStatus.Ok, On(Defined.After(3), 7));
        Assert.Equal(IndicatorStatus.Overdue, On(Defined.After(3), 8));
        Assert.Equal(IndicatorStatus.Ok, On(Defined.After(3) with { Active = false }, 8));
    }

    [Fact]
    public void A_breach_is_not_hidden_by_a_reading_that_does_not_come() =>
        Assert.Equal(IndicatorStatus.Breach, On(Defined.After(25), 100));

    [Theory]
    [InlineData(null, 10.0)]
    [InlineData(Trend.Steady, 10.0, 10.2)]
    [InlineData(Trend.Worse, 10.0, 11.0)]
    [InlineData(Trend.Better, 11.0, 10.0)]
    [InlineData(Trend.Worse, 30.0, 10.0, 30.0, 30.0, 12.0)]
    public void The_trend_looks_from_the_latest_reading_three_back(Trend? trend, params double[] values) =>
        Assert.Equal(trend, IndicatorReport.TrendOf(Defined.After([.. values.Select(v => (decimal)v)])));

    [Fact]
    public void An_indicator_tells_what_it_measures_how_often_and_where_it_warns()
    {
        Assert.Equal(
            [
                "name required",
                "unit required",
                "measures required",
                "owner required",
                "direction required",
                "warning no-number",
                "breach no-number",
                "everyDays off-scale",
            ],
            Rules(new IndicatorDetails())
        );
        Assert.Equal(["warning wrong-side"], Rules(Waiting with { Warning = 21 }));
        Assert.Equal(["warning wrong-side"], Rules(Waiting with { Direction = Direction.LowerIsWorse }));
        Assert.Equal(["breach no-number"], Rules(Waiting with { Breach = 20.00001m }));
        Assert.Equal(["entries no-such-entry"], Rules(Waiting with { Entries = ["R-0002"] }));
        Assert.Empty(Rules(Waiting));
    }

    private static IEnumerable<string> Rules(IndicatorDetails details) =>
        DefineIndicator.Check(details, ["R-0001"]).Refusals.Rules();

    private static IndicatorStatus On(Indicator indicator, int day) => IndicatorReport.Of(indicator, States.Today.AddDays(day));
}
