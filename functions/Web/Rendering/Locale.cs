using System.Globalization;
using RiskRegister.Web.Texts;

namespace RiskRegister.Web.Rendering;

/// <summary>In which language texts are, how dates, times and numbers are written, and on whose clock.</summary>
/// <param name="Culture">Language, names of months, separators of numbers.</param>
/// <param name="Zone">The zone in which moments are shown: that of the agency.</param>
public sealed record Locale(CultureInfo Culture, TimeZoneInfo Zone)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>British English on UTC.</summary>
    public static Locale Default { get; } = new(English, TimeZoneInfo.Utc);

    /// <summary>The first of some languages that there are texts in, English where there are in none, on the clock of a zone.</summary>
    public static Locale Of(TimeZoneInfo zone, params IEnumerable<string?> languages) =>
        new(CultureOf(languages.FirstOrDefault(l => l is not null && Wording.Languages.Contains(l))), zone);

    /// <summary>A text of the language, see <see cref="Wording"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is no such text, or a value that it needs was not given.</exception>
    public string Text(string key, params IEnumerable<(string Name, object? Value)> values) =>
        Text(key, values.ToDictionary(value => value.Name, value => value.Value));

    /// <inheritdoc cref="Text(string, IEnumerable{ValueTuple{string, object}})"/>
    public string Text(string key, IReadOnlyDictionary<string, object?> values) => Wording.Of(Culture).Text(key, values, Written);

    /// <summary>A day as in "1 August 2026".</summary>
    public string Day(DateOnly day) =>
        day.ToString(day.Day == 1 && Culture.TwoLetterISOLanguageName == "fr" ? "d'er' MMMM yyyy" : "d MMMM yyyy", Culture);

    /// <summary>A moment as in "1 August 2026 at 14:05", in <see cref="Zone"/>.</summary>
    public string Moment(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, Zone);
        return Text(
            "moment",
            ("day", DateOnly.FromDateTime(local.DateTime)),
            ("time", local.ToString("HH:mm", CultureInfo.InvariantCulture))
        );
    }

    /// <summary>A number with group separators and at most two decimals.</summary>
    public string Number(object? value) => ((IFormattable?)value)?.ToString("#,0.##", Culture) ?? "";

    private string Written(object? value) =>
        value switch
        {
            null => "",
            string text => text,
            DateOnly day => Day(day),
            DateTimeOffset moment => Moment(moment),
            IFormattable number => Number(number),
            _ => value.ToString() ?? "",
        };

    private static CultureInfo CultureOf(string? language) =>
        language is null or Wording.Default ? English : CultureInfo.GetCultureInfo($"{language}-{language.ToUpperInvariant()}");
}
