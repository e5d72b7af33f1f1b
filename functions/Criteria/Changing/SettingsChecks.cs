using System.Globalization;
using RiskRegister.Entries;
using RiskRegister.Signals;
using RiskRegister.Web.Texts;

namespace RiskRegister.Criteria.Changing;

/// <summary>The rules for the settings of an agency. Each refusal names its place by the path in the document.</summary>
public static class SettingsChecks
{
    /// <summary>Most days of an interval: five years.</summary>
    public const int MaxDays = 1825;

    private const int MaxCategories = 100;
    private const int MaxHolidays = 400;

    /// <summary>Settings whose texts are trimmed and of which nothing is null fit together.</summary>
    public static Checks Settings(this Checks checks, AgencySettings settings) =>
        checks
            .Required("name", settings.Name, "Enter the name of the agency.", Checks.MaxTitle)
            .TimeZone("timeZone", settings.TimeZone)
            .Unless(
                Wording.Languages.Contains(settings.Language),
                "language",
                "unknown-language",
                $"Choose the language of mails: {string.Join(" or ", Wording.Languages)}."
            )
            .Edition("isoEdition", settings.IsoEdition)
            .Criteria(settings.Criteria)
            .Categories(settings.Categories)
            .Appetite(settings)
            .Between("checkAfterDays", settings.CheckAfterDays, 1, MaxDays)
            .Deadlines(settings.Deadlines)
            .Unless(settings.FastReviews is > 0 and <= 1, "fastReviews", "out-of-range", "Enter a share above 0, at most 1.")
            .Between("quietReviews", settings.QuietReviews, 1, 12)
            .Between("acceptanceNoticeDays", settings.AcceptanceNoticeDays, 0, Entries.Accepting.Accept.MaxDays)
            .Week(settings)
            .SignalDays(settings.SignalDays);

    /// <summary>A version is counted by the register: it may be sent as it was read, or left out.</summary>
    public static Checks CountedByItself(this Checks checks, string field, int sent, int inForce) =>
        checks.Unless(
            sent == 0 || sent == inForce,
            field,
            "counts-by-itself",
            string.Create(CultureInfo.InvariantCulture, $"Leave this out: versions count by themselves; {inForce} is in force.")
        );

    /// <summary>A whole number inside a range.</summary>
    public static Checks Between(this Checks checks, string field, int value, int least, int most) =>
        checks.Unless(
            value >= least && value <= most,
            field,
            "out-of-range",
            string.Create(CultureInfo.InvariantCulture, $"Enter a whole number from {least} to {most}.")
        );

    /// <summary>A time zone that is known.</summary>
    public static Checks TimeZone(this Checks checks, string field, string zone) =>
        checks.Unless(
            zone.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId,
            field,
            "unknown-time-zone",
            "Enter a time zone by its IANA name, such as Europe/London."
        );

    /// <summary>An edition of the standard whose clauses are known.</summary>
    public static Checks Edition(this Checks checks, string field, int edition) =>
        checks.Unless(edition is 2015 or 2026, field, "unknown-edition", "Choose the edition of ISO 9001: 2015 or 2026.");

    /// <summary>No text is there twice, however it is written.</summary>
    public static Checks Unique(this Checks checks, IEnumerable<(string Field, string Text)> texts)
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (field, text) in texts.Where(text => text.Text.Length > 0))
        {
            checks.Unless(known.Add(text), field, "not-unique", $"\"{text}\" is there already. Use another one.");
        }

        return checks;
    }

    private static Checks Categories(this Checks checks, IReadOnlyList<string> categories)
    {
        checks.Unless(
            categories.Count is > 0 and <= MaxCategories,
            "categories",
            "bad-count",
            $"Name 1 to {MaxCategories} categories."
        );
        foreach (var (i, category) in categories.Index())
        {
            checks.Required($"categories[{i}]", category, "Enter a name, such as \"Property\".", Checks.MaxTitle);
        }

        return checks.Unique(categories.Select((category, i) => ($"categories[{i}]", category)));
    }

    private static Checks Appetite(this Checks checks, AgencySettings settings)
    {
        checks.Unless(
            settings.Appetite.ContainsKey("*"),
            "appetite",
            "required",
            "Give a level for the key \"*\": it is for all categories that have none of their own."
        );
        var levels = settings.Criteria.Levels.Select(level => level.Id).ToList();
        foreach (var (category, level) in settings.Appetite)
        {
            checks
                .Unless(
                    category == "*" || settings.Categories.Contains(category),
                    $"appetite.{category}",
                    "unknown-category",
                    "This is none of the categories. Add it to them, or take it out here."
                )
                .Unless(
                    levels.Contains(level),
                    $"appetite.{category}",
                    "unknown-level",
                    $"\"{level}\" is none of the levels. Use one of: {string.Join(", ", levels)}."
                );
        }

        return checks;
    }

    private static Checks Deadlines(this Checks checks, ReviewDeadlines deadlines)
    {
        var last = 0;
        var days = deadlines
            .Reminders.Select((day, i) => ($"deadlines.reminders[{i}]", day))
            .Append(("deadlines.escalateToManager", deadlines.EscalateToManager))
            .Append(("deadlines.escalateToRiskManager", deadlines.EscalateToRiskManager));
        foreach (var (field, day) in days)
        {
            checks.Unless(
                day > last && day <= 365,
                field,
                "out-of-order",
                $"Enter a number of working days from {last + 1} to 365: each deadline comes after the one before."
            );
            last = Math.Max(day, last);
        }

        return checks.Unless(deadlines.Reminders.Count <= 10, "deadlines.reminders", "too-many", "Remind at most 10 times.");
    }

    private static Checks Week(this Checks checks, AgencySettings settings)
    {
        checks
            .Unless(
                settings.WorkingDays.Count > 0 && settings.WorkingDays.Distinct().Count() == settings.WorkingDays.Count,
                "workingDays",
                "bad-week",
                "Name each day of the week on which the agency works once; there must be one at least."
            )
            .Unless(settings.Holidays.Count <= MaxHolidays, "holidays", "too-many", $"Name at most {MaxHolidays} holidays.");
        foreach (var (i, holiday) in settings.Holidays.Index())
        {
            checks
                .Unless(holiday.Day.Year >= 2000, $"holidays[{i}].day", "bad-day", "Enter a day, such as 2031-12-25.")
                .Required($"holidays[{i}].name", holiday.Name, "Enter its name, such as \"Boxing Day\".", Checks.MaxTitle);
        }

        var days = settings.Holidays.Select((holiday, i) => ($"holidays[{i}].day", $"{holiday.Day:yyyy-MM-dd}"));
        return checks.Unique(days);
    }

    private static Checks SignalDays(this Checks checks, IReadOnlyDictionary<string, int> days)
    {
        checks.Unless(
            days.ContainsKey("*"),
            "signalDays",
            "required",
            "Give a number of days for the key \"*\": it is for all kinds that have none of their own."
        );
        var kinds = Enum.GetValues<SignalKind>().Select(Words.Of).ToList();
        foreach (var (kind, count) in days)
        {
            checks
                .Unless(
                    kind == "*" || kinds.Contains(kind),
                    $"signalDays.{kind}",
                    "unknown-kind",
                    $"This is none of the kinds of signal. Use one of: {string.Join(", ", kinds)}."
                )
                .Between($"signalDays.{kind}", count, 1, MaxDays);
        }

        return checks;
    }
}
