using RiskRegister.Web.Rendering;
using RiskRegister.Web.Texts;

namespace RiskRegister.Criteria;

/// <summary>What an agency decides about its register. Each change makes a new version, see <see cref="SettingsRecord"/>.</summary>
public record AgencySettings
{
    /// <summary>Counts up with each change of the settings; the register counts, clients don't.</summary>
    public int Version { get; init; }

    /// <summary>The agency's name as pages and mails show it; 1 to 200 characters.</summary>
    public string Name { get; init; } = "";

    /// <summary>IANA name of the time zone that decides what "today" is, such as <c>Europe/London</c>.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>Language of the mails to who has chosen none: en or fr.</summary>
    public string Language { get; init; } = Wording.Default;

    /// <summary>The edition of ISO 9001 in force: 2015 or 2026.</summary>
    public int IsoEdition { get; init; }

    /// <summary>Scales, matrix and levels in force.</summary>
    public RiskCriteria Criteria { get; init; } = RiskCriteria.None;

    /// <summary>Highest level id that is inside appetite, by category; the key <c>*</c> is for all others.</summary>
    public IReadOnlyDictionary<string, string> Appetite { get; init; } = new Dictionary<string, string>();

    /// <summary>The categories to choose from.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Days from the completion of an action to its effectiveness check; 1 to 1825.</summary>
    public int CheckAfterDays { get; init; }

    /// <summary>What happens to a review that has no answer.</summary>
    public ReviewDeadlines Deadlines { get; init; } = new([], 0, 0);

    /// <summary>Share of a level's review interval after which an entry that bites fast is reviewed; above 0, at most 1.</summary>
    public double FastReviews { get; init; } = 0.5;

    /// <summary>Reviews inside appetite in a row after which an escalation ends; 1 to 12.</summary>
    public int QuietReviews { get; init; } = 2;

    /// <summary>Calendar days before the end of an acceptance on which its entry is due for a review; 0 to 366.</summary>
    public int AcceptanceNoticeDays { get; init; } = 14;

    /// <summary>The days of the week on which the agency works.</summary>
    public IReadOnlyList<DayOfWeek> WorkingDays { get; init; } =
    [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>Days on which it does not work although the week would say so.</summary>
    public IReadOnlyList<Holiday> Holidays { get; init; } = [];

    /// <summary>Calendar days in which a signal is answered, by its kind; the key <c>*</c> is for all others.</summary>
    public IReadOnlyDictionary<string, int> SignalDays { get; init; } = new Dictionary<string, int> { ["*"] = 14 };

    /// <summary>The day in the agency's time zone.</summary>
    public DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime);

    /// <summary>How texts, days and times are written for somebody who has chosen a language, or none.</summary>
    public Locale LocaleOf(string? language) => Locale.Of(TimeZoneInfo.FindSystemTimeZoneById(TimeZone), language, Language);

    /// <summary>The first instant of a day in the agency's time zone, in UTC.</summary>
    public DateTime StartOf(DateOnly day)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        var local = day.ToDateTime(TimeOnly.MinValue);
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone);
    }

    /// <summary>
    /// The day of the next review of an entry with that rating; an entry without one is looked at as often as the highest level, and one
    /// that bites fast after a share of the interval.
    /// </summary>
    public DateOnly NextReview(Entries.Rating? rating, DateOnly today, Entries.Velocity? velocity = null)
    {
        var days = (Criteria.LevelOf(rating) ?? Criteria.Levels[^1]).ReviewEveryDays;
        return today.AddDays(velocity == Entries.Velocity.Fast ? Math.Max(1, (int)(days * FastReviews)) : days);
    }

    /// <summary>Id of the highest level that is inside appetite for a category.</summary>
    public string AppetiteLevel(string? category) =>
        category is not null && Appetite.TryGetValue(category, out var level) ? level : Appetite["*"];

    /// <summary>The rank of the highest level that is inside appetite for a category.</summary>
    public int AppetiteRank(string? category) => Criteria.RankOf(AppetiteLevel(category));
}

/// <summary>Working days after the question on which something happens to a review without an answer; each later than the one before.</summary>
/// <param name="Reminders">Days of the reminders.</param>
/// <param name="EscalateToManager">Day on which the owner's manager is told.</param>
/// <param name="EscalateToRiskManager">Day on which the risk managers are told.</param>
public sealed record ReviewDeadlines(IReadOnlyList<int> Reminders, int EscalateToManager, int EscalateToRiskManager);

/// <summary>A day on which the agency does not work.</summary>
/// <param name="Day">The day.</param>
/// <param name="Name">What it is called, such as "Boxing Day".</param>
public sealed record Holiday(DateOnly Day, string Name);
