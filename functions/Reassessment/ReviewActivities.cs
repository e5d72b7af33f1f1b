using Microsoft.Azure.Functions.Worker;
using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;

namespace RiskRegister.Reassessment;

/// <summary>What happens when a deadline passes.</summary>
public enum DeadlineKind
{
    /// <summary>The owner is reminded.</summary>
    Reminder,

    /// <summary>The owner's manager is told.</summary>
    Manager,

    /// <summary>The risk manager is told.</summary>
    RiskManager,
}

/// <summary>One deadline of a review, as an instant in UTC.</summary>
public sealed record ReviewDeadline(DateTime At, DeadlineKind Kind);

/// <summary>A deadline that has passed without an answer.</summary>
public sealed record PassedDeadline(ReviewKey Review, ReviewDeadline Deadline);

/// <summary>The activities of a review.</summary>
public sealed class ReviewActivities(EntryStore store, Agencies agencies, Rosters rosters)
{
    /// <summary>Who acts in the history when no person does.</summary>
    public const string Actor = "reassessment";

    /// <summary>The deadlines of an open review in order; empty when it is answered already.</summary>
    [Function(nameof(Deadlines))]
    public async Task<IReadOnlyList<ReviewDeadline>> Deadlines([ActivityTrigger] ReviewKey review)
    {
        var entry = (await store.LoadAsync(review.Run.Agency, review.Reference)).Value;
        if (entry.Review?.Run != review.Run.Run)
        {
            return [];
        }

        var settings = await agencies.SettingsAsync(review.Run.Agency);
        var days = settings.Deadlines;
        return
        [
            .. days
                .Reminders.Select(day => (day, DeadlineKind.Reminder))
                .Append((days.EscalateToManager, DeadlineKind.Manager))
                .Append((days.EscalateToRiskManager, DeadlineKind.RiskManager))
                .OrderBy(d => d.Item1)
                // At the first instant of the day, so that the digest of that day tells what its deadline has brought.
                .Select(d => new ReviewDeadline(
                    settings.StartOf(WorkingDays.After(review.Run.Date, d.Item1, settings)),
                    d.Item2
                )),
        ];
    }

    /// <summary>Reminds or escalates; false when the review is answered already.</summary>
    [Function(nameof(Pass))]
    public async Task<bool> Pass([ActivityTrigger] PassedDeadline passed)
    {
        var (review, deadline) = passed;
        var agency = review.Run.Agency;
        var context = await store.ContextAsync(agency, Actor);
        var owner = (await store.LoadAsync(agency, review.Reference)).Value.Owner;
        var to = EscalationTo(owner, deadline.Kind, context.Today, await rosters.OfAsync(agency));
        var changed = await store.ChangeAsync(
            agency,
            review.Reference,
            context,
            (entry, at) => Decide(entry, review.Run.Run, to, at),
            key: $"{review.InstanceId}:{deadline.Kind}:{deadline.At:O}"
        );
        return changed.Value.Review?.Run == review.Run.Run;
    }

    /// <summary>An open review is escalated to somebody, or else its owner is reminded; an answered one is left alone.</summary>
    public static Decision Decide(Entry entry, string run, string? escalateTo, DecisionContext context) =>
        entry.Review?.Run != run ? Decision.Accept()
        : escalateTo is null ? Decision.Accept(new ReviewReminded(run, context.Today))
        : Decision.Accept(new ReviewEscalated(run, context.Today, escalateTo));

    /// <summary>
    /// Who is told that the answer of an owner is late: their manager, or who stands in for that one; a risk manager where there is none,
    /// or at the deadline for risk managers, if possible one who is not away. Null for nobody.
    /// </summary>
    public static string? EscalationTo(string? owner, DeadlineKind kind, DateOnly today, Roster people)
    {
        if (kind == DeadlineKind.Manager && people.Find(people.Find(owner)?.Manager) is { } manager)
        {
            return (StandIn.For(manager, today, people) ?? RiskManager(today, people))?.Email;
        }

        return kind == DeadlineKind.Reminder ? null : RiskManager(today, people)?.Email;
    }

    private static Person? RiskManager(DateOnly today, Roster people) =>
        people
            .All.Where(p => p.IsAny(Role.RiskManager) && !p.HasLeft(today))
            .OrderBy(p => p.AwayOn(today) is not null)
            .ThenBy(p => p.Email, StringComparer.Ordinal)
            .FirstOrDefault();
}
