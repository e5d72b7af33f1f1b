using System.Globalization;
using RiskRegister.Entries;
using RiskRegister.Register.Records;
using RiskRegister.Signals;

namespace RiskRegister.Indicators;

/// <summary>The signal that an indicator in breach makes.</summary>
public static class Breach
{
    /// <summary>It names the entries that the indicator is tied to, whose reviews it calls.</summary>
    /// <param name="indicator">The indicator after the reading.</param>
    /// <param name="reference">Reference of the signal.</param>
    /// <param name="assignee">Who has to answer.</param>
    /// <param name="context">When it happens.</param>
    public static RecordChange<Signal> Of(Indicator indicator, string reference, string assignee, DecisionContext context)
    {
        var latest = indicator.Latest!;
        var title = $"{indicator.Name} is in breach";
        var signal = new Signal(indicator.Agency, reference, SignalKind.IndicatorBreach, Shortened(title))
        {
            Description = string.Create(
                CultureInfo.InvariantCulture,
                $"{indicator.Name} was {latest.Value} {indicator.Unit} on {latest.Day:d MMMM yyyy}; the breach is at {indicator.Breach} {indicator.Unit}."
            ),
            Source = indicator.Reference,
            From = indicator.Name,
            ReceivedAt = context.Now,
            HappenedOn = latest.Day,
            Entries = indicator.Entries,
            Indicator = indicator.Reference,
            Assignee = assignee,
        };
        return new(signal.AskedFrom(context.Today, context.Settings), "signal-received");
    }

    private static string Shortened(string title) => title.Length > Checks.MaxTitle ? title[..Checks.MaxTitle] : title;
}
