using System.Text.Json.Serialization;
using RiskRegister.Entries;

namespace RiskRegister.Indicators;

/// <summary>An indicator as the API shows it: its fields, its latest reading, and what it says on a day.</summary>
public sealed record IndicatorShown : Indicator
{
    private IndicatorShown(Indicator indicator, DecisionContext context)
        : base(indicator)
    {
        Latest = indicator.Latest;
        Status = IndicatorReport.Of(indicator, context.Today);
        Trend = IndicatorReport.TrendOf(indicator);
    }

    /// <summary>The reading of the latest day; null while there is none.</summary>
    [JsonPropertyOrder(1)]
    public new RecentReading? Latest { get; }

    /// <summary>What it says on that day.</summary>
    [JsonPropertyOrder(1)]
    public IndicatorStatus Status { get; }

    /// <summary>Which way the last readings go; null while there are not two.</summary>
    [JsonPropertyOrder(1)]
    public Trend? Trend { get; }

    /// <summary>The indicator on the day of the context.</summary>
    public static IndicatorShown Of(Indicator indicator, DecisionContext context) => new(indicator, context);
}
