using RiskRegister.Criteria;

namespace RiskRegister.Entries;

/// <summary>What can be said of an entry on a given day. Never stored as state; lists keep a copy that a nightly pass refreshes.</summary>
public static class Standing
{
    /// <summary>Open, but without the rating that a decision needs; or that rating has lost what it rests on.</summary>
    public const string NeedsAssessment = "needs-assessment";

    /// <summary>Rated by criteria that are no longer in force.</summary>
    public const string NeedsRerating = "needs-rerating";

    /// <summary>The level that counts is above (risk) the appetite of its category.</summary>
    public const string OutsideAppetite = "outside-appetite";

    /// <summary>It has left appetite, and was not back inside for enough reviews.</summary>
    public const string Escalated = "escalated";

    /// <summary>An approver was asked to accept it.</summary>
    public const string AcceptanceAsked = "acceptance-asked";

    /// <summary>An approver has accepted it, and the acceptance holds.</summary>
    public const string Accepted = "accepted";

    /// <summary>An acceptance has ended, or what was accepted has changed.</summary>
    public const string AcceptanceVoid = "acceptance-void";

    /// <summary>Its level is lowered by actions whose effect was not found yet.</summary>
    public const string Projected = "projected";

    /// <summary>What it is about has happened since the last review.</summary>
    public const string Occurred = "occurred";

    /// <summary>An action's day has passed.</summary>
    public const string ActionOverdue = "action-overdue";

    /// <summary>The day of the review has come.</summary>
    public const string ReviewDue = "review-due";

    /// <summary>The day of the review has passed, or the review was asked and has no answer.</summary>
    public const string ReviewOverdue = "review-overdue";

    /// <summary>The day of an action's effectiveness check has come.</summary>
    public const string CheckDue = "check-due";

    /// <summary>The day has come on which a deferred opportunity is decided on again, or that of a benefit that was not told yet.</summary>
    public const string DecisionDue = "decision-due";

    /// <summary>Tied to nothing: no process, objective, issue, interested party or signal.</summary>
    public const string Orphan = "orphan";

    /// <summary>Nobody owns it.</summary>
    public const string NoOwner = "no-owner";

    /// <summary>All standings, in the order of display.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        OutsideAppetite,
        AcceptanceVoid,
        AcceptanceAsked,
        Accepted,
        Escalated,
        Occurred,
        ReviewOverdue,
        ReviewDue,
        ActionOverdue,
        CheckDue,
        DecisionDue,
        NeedsAssessment,
        NeedsRerating,
        Projected,
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
            .Actions.SelectMany(a => new[] { a.IsOpen ? DayAfter(a.Due) : null, a.AwaitsCheck ? a.CheckDue : null })
            .Append(entry.NextReview)
            .Append(DayAfter(entry.NextReview))
            .Append(DayAfter(entry.Acceptance?.Until))
            .Append(DecisionDay(entry))
            .Where(day => day > today);
        return days.Min();
    }

    /// <summary>Whether the last acceptance no longer holds; false when there is none.</summary>
    public static bool IsVoid(Entry entry, AgencySettings settings, DateOnly today) =>
        entry.Acceptance is { } acceptance && (acceptance.Until < today || acceptance.Seal != AcceptanceSeal.Of(entry, settings));

    /// <summary>Whether the level that counts is above the appetite of the category; opportunities never are.</summary>
    public static bool IsOutside(Entry entry, AgencySettings settings) =>
        entry.Kind == EntryKind.Risk && entry.Effective?.Rank > settings.AppetiteRank(entry.Category);

    /// <summary>The last day that there is has none after it.</summary>
    private static DateOnly? DayAfter(DateOnly? day) => day < DateOnly.MaxValue ? day.Value.AddDays(1) : null;

    private static DateOnly? DecisionDay(Entry entry) =>
        entry.Pursuit switch
        {
            { Decision: PursuitKind.Defer, Until: { } until } => until,
            { Decision: PursuitKind.Pursue } when entry.Realised.Count == 0 => entry.Expected?.By,
            _ => null,
        };

    private static bool Holds(string standing, Entry entry, AgencySettings settings, DateOnly today) =>
        standing switch
        {
            NeedsAssessment => entry.Effective is null || entry.Basis is RatingBasis.Weakened or RatingBasis.Failed,
            NeedsRerating => entry.Effective is { } rating && rating.CriteriaVersion != settings.Criteria.Version,
            OutsideAppetite => IsOutside(entry, settings),
            Escalated => entry.Escalation is not null,
            AcceptanceAsked => entry.AcceptanceRequest is not null,
            Accepted => entry.Acceptance is not null && !IsVoid(entry, settings, today),
            AcceptanceVoid => IsVoid(entry, settings, today) && IsOutside(entry, settings),
            Projected => entry.Basis == RatingBasis.Projected,
            Occurred => entry.Occurrences.Any(o => !(o.At <= entry.LastReview?.At)),
            ReviewDue => entry.NextReview == today && entry.Review is null,
            ReviewOverdue => entry.NextReview < today || entry.Review is not null,
            ActionOverdue => entry.Actions.Any(a => a.IsOpen && a.Due < today),
            CheckDue => entry.Actions.Any(a => a.AwaitsCheck && a.CheckDue <= today),
            DecisionDue => DecisionDay(entry) <= today,
            Orphan => entry
                is { Processes.Count: 0, Objectives.Count: 0, Issues.Count: 0, Parties.Count: 0, Signal: null, Signals: null },
            NoOwner => entry.Owner is null,
            _ => false,
        };
}
