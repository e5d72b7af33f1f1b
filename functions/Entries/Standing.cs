using RiskRegister.Criteria;

namespace RiskRegister.Entries;

/// <summary>What can be said of an entry on a given day. Never stored as state; lists keep a copy that a nightly pass refreshes.</summary>
public static class Standing
{
    /// <summary>Open, but without the rating that a decision needs.</summary>
    public const string NeedsAssessment = "needs-assessment";

    /// <summary>The level that counts is above (risk) the appetite of its category.</summary>
    public const string OutsideAppetite = "outside-appetite";

    /// <summary>An action's day has passed.</summary>
    public const string ActionOverdue = "action-overdue";

    /// <summary>The day of the review has come.</summary>
    public const string ReviewDue = "review-due";

    /// <summary>The day of the review has passed, or the review was asked and has no answer.</summary>
    public const string ReviewOverdue = "review-overdue";

    /// <summary>The day of an action's effectiveness check has come.</summary>
    public const string CheckDue = "check-due";

    /// <summary>Tied to no process and no objective.</summary>
    public const string Orphan = "orphan";

    /// <summary>Nobody owns it.</summary>
    public const string NoOwner = "no-owner";

    /// <summary>All standings, in the order of display.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        OutsideAppetite,
        ReviewOverdue,
        ReviewDue,
        ActionOverdue,
        CheckDue,
        NeedsAssessment,
        NoOwner,
        Orphan,
    ];

    /// <summary>The standings of <paramref name="entry"/> on <paramref name="today"/>, in the order of <see cref="All"/>.</summary>
    public static IReadOnlyList<string> Of(Entry entry, AgencySettings settings, DateOnly today)
    {
        if (entry.State == EntryState.Closed)
        {
            return [];
        }

        return [.. All.Where(standing => Holds(standing, entry, settings, today))];
    }

    /// <summary>The next day after <paramref name="today"/> on which the standing changes by itself; null when only a change of the entry can change it.</summary>
    public static DateOnly? NextChange(Entry entry, DateOnly today)
    {
        if (entry.State == EntryState.Closed)
        {
            return null;
        }

        var days = entry
            .Actions.SelectMany(a => new[] { a.CompletedAt is null ? DayAfter(a.Due) : null, a.CheckDue })
            .Append(entry.NextReview)
            .Append(DayAfter(entry.NextReview))
            .Where(day => day > today);
        return days.Min();
    }

    /// <summary>The last day that there is has none after it.</summary>
    private static DateOnly? DayAfter(DateOnly? day) => day < DateOnly.MaxValue ? day.Value.AddDays(1) : null;

    private static bool Holds(string standing, Entry entry, AgencySettings settings, DateOnly today) =>
        standing switch
        {
            NeedsAssessment => entry.Effective is null,
            OutsideAppetite => entry.Kind == EntryKind.Risk && entry.Effective?.Rank > settings.AppetiteRank(entry.Category),
            ReviewDue => entry.NextReview == today && entry.Review is null,
            ReviewOverdue => entry.NextReview < today || entry.Review is not null,
            ActionOverdue => entry.Actions.Any(a => a.CompletedAt is null && a.Due < today),
            CheckDue => entry.Actions.Any(a => a.CheckDue <= today),
            Orphan => entry.Processes.Count == 0 && entry.Objectives.Count == 0,
            NoOwner => entry.Owner is null,
            _ => false,
        };
}
