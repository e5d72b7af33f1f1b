using System.Globalization;

namespace RiskRegister.Web.Rendering;

/// <summary>How dates, times and numbers are written, and on whose clock.</summary>
/// <param name="Culture">Names of months, separators of numbers.</param>
/// <param name="Zone">The zone in which moments are shown: that of the agency.</param>
public sealed record Locale(CultureInfo Culture, TimeZoneInfo Zone)
{
    /// <summary>British English on UTC.</summary>
    public static Locale Default { get; } = new(CultureInfo.GetCultureInfo("en-GB"), TimeZoneInfo.Utc);

    /// <summary>A day as in "1 August 2026".</summary>
    public string Day(DateOnly day) => day.ToString("d MMMM yyyy", Culture);

    /// <summary>A moment as in "1 August 2026 at 14:05", in <see cref="Zone"/>.</summary>
    public string Moment(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, Zone);
        return local.ToString("d MMMM yyyy 'at' HH:mm", Culture);
    }

    /// <summary>A number with group separators and at most two decimals.</summary>
    public string Number(object? value) => ((IFormattable?)value)?.ToString("#,0.##", Culture) ?? "";
}
