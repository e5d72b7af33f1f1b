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
public sealed class ReviewActivities(EntryStore store, Agencies agencies, PeopleDirectory people)
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
        var to = await EscalationToAsync(agency, review.Reference, deadline.Kind);
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

    private async Task<string?> EscalationToAsync(string agency, string reference, DeadlineKind kind)
    {
        if (kind == DeadlineKind.Reminder)
        {
            return null;
        }

        var entry = (await store.LoadAsync(agency, reference)).Value;
        var owner = entry.Owner is null ? null : await people.FindAsync(agency, entry.Owner);
        if (kind == DeadlineKind.Manager && owner?.Manager is { } manager)
        {
            return manager;
        }

        return (await people.AllAsync(agency)).FirstOrDefault(p => p.IsAny(Role.RiskManager))?.Email;
    }
}
