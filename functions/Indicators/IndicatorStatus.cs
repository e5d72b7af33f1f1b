namespace RiskRegister.Indicators;

/// <summary>What an indicator says on a given day.</summary>
public enum IndicatorStatus
{
    /// <summary>The latest reading is on the good side of the warning.</summary>
    Ok,

    /// <summary>The latest reading has reached the warning.</summary>
    Warning,

    /// <summary>The latest reading has reached the breach; it stays one until a reading says otherwise.</summary>
    Breach,

    /// <summary>A reading is late, so what the latest one says may no longer be so.</summary>
    Overdue,

    /// <summary>There is no reading yet, and the first is not late.</summary>
    Awaited,
}

/// <summary>Which way the last readings go.</summary>
public enum Trend
{
    /// <summary>Away from the breach.</summary>
    Better,

    /// <summary>Neither.</summary>
    Steady,

    /// <summary>Towards the breach.</summary>
    Worse,
}

/// <summary>Computes what an indicator says, from the indicator and the day alone.</summary>
public static class IndicatorReport
{
    /// <summary>Readings back from the latest one that the trend looks.</summary>
    private const int Back = 3;

    /// <summary>What a value means.</summary>
    public static IndicatorStatus Of(Indicator indicator, decimal value)
    {
        var sign = Sign(indicator);
        return sign * value >= sign * indicator.Breach ? IndicatorStatus.Breach
            : sign * value >= sign * indicator.Warning ? IndicatorStatus.Warning
            : IndicatorStatus.Ok;
    }

    /// <summary>The status on a day. A breach is never hidden by a late reading; a retired indicator has no late ones.</summary>
    public static IndicatorStatus Of(Indicator indicator, DateOnly today)
    {
        var status = indicator.Latest is { } latest ? Of(indicator, latest.Value) : IndicatorStatus.Awaited;
        var due = (indicator.Latest?.Day ?? indicator.DefinedOn).AddDays(indicator.EveryDays);
        return status != IndicatorStatus.Breach && indicator.Active && due < today ? IndicatorStatus.Overdue : status;
    }

    /// <summary>
    /// The latest reading against the one three before it, or the oldest known; less than a twentieth of the way from warning to breach
    /// is steady. Null while there are not two readings.
    /// </summary>
    public static Trend? TrendOf(Indicator indicator)
    {
        if (indicator.Recent.Count < 2)
        {
            return null;
        }

        var earlier = indicator.Recent[Math.Max(0, indicator.Recent.Count - 1 - Back)];
        var moved = Sign(indicator) * (indicator.Recent[^1].Value - earlier.Value);
        return Math.Abs(moved) * 20 < Math.Abs(indicator.Breach - indicator.Warning) || moved == 0 ? Trend.Steady
            : moved > 0 ? Trend.Worse
            : Trend.Better;
    }

    private static int Sign(Indicator indicator) => indicator.Direction == Direction.HigherIsWorse ? 1 : -1;
}
