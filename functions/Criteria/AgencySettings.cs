namespace RiskRegister.Criteria;

/// <summary>What an agency decides about its register. Stored as a versioned settings document of the agency.</summary>
/// <param name="Name">The agency's name as pages and mails show it.</param>
/// <param name="TimeZone">IANA name of the time zone that decides what "today" is.</param>
/// <param name="IsoEdition">The edition of ISO 9001 in force: 2015 or 2026.</param>
/// <param name="Criteria">Scales, matrix and levels in force.</param>
/// <param name="Appetite">Highest level id that is inside appetite, by category; the key <c>*</c> is for all others.</param>
/// <param name="Categories">The categories to choose from.</param>
/// <param name="CheckAfterDays">Days from the completion of an action to its effectiveness check.</param>
/// <param name="Deadlines">What happens to a review that has no answer.</param>
public sealed record AgencySettings(
    string Name,
    string TimeZone,
    int IsoEdition,
    RiskCriteria Criteria,
    IReadOnlyDictionary<string, string> Appetite,
    IReadOnlyList<string> Categories,
    int CheckAfterDays,
    ReviewDeadlines Deadlines
)
{
    /// <summary>Counts up with each change of the settings.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Share of a level's review interval after which an entry that bites fast is reviewed; above 0, at most 1.</summary>
    public double FastReviews { get; init; } = 0.5;

    /// <summary>Reviews inside appetite in a row after which an escalation ends.</summary>
    public int QuietReviews { get; init; } = 2;

    /// <summary>The day in the agency's time zone.</summary>
    public DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime);

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

/// <summary>Working days after the question on which something happens to a review without an answer.</summary>
/// <param name="Reminders">Days of the reminders.</param>
/// <param name="EscalateToManager">Day on which the owner's manager is told.</param>
/// <param name="EscalateToRiskManager">Day on which the risk managers are told.</param>
public sealed record ReviewDeadlines(IReadOnlyList<int> Reminders, int EscalateToManager, int EscalateToRiskManager);
