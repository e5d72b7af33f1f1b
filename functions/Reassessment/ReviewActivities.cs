using Microsoft.Azure.Functions.Worker;
using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Entries.Reviewing;
using RiskRegister.People;
using RiskRegister.Register;

namespace RiskRegister.Reassessment;

/// <summary>The activities of a review. Each may be carried out twice; the second time finds its work done.</summary>
public sealed class ReviewActivities(EntryStore store, RunStore runs, Agencies agencies, Rosters rosters)
{
    /// <summary>Who acts in the history when no person does.</summary>
    public const string Actor = "reassessment";

    /// <summary>How a review stands, and its deadlines; one of a run that was ended meanwhile is withdrawn.</summary>
    [Function(nameof(BeginReview))]
    public async Task<ReviewCourse> BeginReview([ActivityTrigger] ReviewKey review)
    {
        var run = await runs.LoadAsync(review.Run.Agency, review.Run.Run);
        var entry = run.IsEndedEarly
            ? await WithdrawAsync(review, run)
            : (await store.LoadAsync(review.Run.Agency, review.Reference)).Value;
        return StateOf(entry, run) == ReviewState.Open
            ? new(ReviewState.Open, ReviewDeadline.Of(entry.Review!.AskedOn, await agencies.SettingsAsync(run.Agency)))
            : new(StateOf(entry, run), []);
    }

    /// <summary>Reminds or escalates, and tells how the review stands; nothing happens while its run is paused.</summary>
    [Function(nameof(PassDeadline))]
    public async Task<ReviewState> PassDeadline([ActivityTrigger] PassedDeadline passed)
    {
        var (review, deadline) = passed;
        var agency = review.Run.Agency;
        var run = await runs.LoadAsync(agency, review.Run.Run);
        if (run.IsEndedEarly)
        {
            return StateOf(await WithdrawAsync(review, run), run);
        }

        var entry = (await store.LoadAsync(agency, review.Reference)).Value;
        if (run.IsPaused)
        {
            return StateOf(entry, run) is ReviewState.Open ? ReviewState.Paused : StateOf(entry, run);
        }

        var context = await store.ContextAsync(agency, Actor);
        var to = EscalationTo(entry.Owner, deadline.Kind, context.Today, await rosters.OfAsync(agency));
        var changed = await store.ChangeAsync(
            agency,
            review.Reference,
            context,
            (now, at) => Decide(now, review.Run.Run, to, at),
            key: $"{review.InstanceId}:{deadline.Kind}:{deadline.At:O}"
        );
        return StateOf(changed.Value, run);
    }

    /// <summary>
    /// An open review is escalated to somebody, or else its owner is reminded, once a day at most: after a pause several deadlines may have
    /// passed. An answered one is left alone.
    /// </summary>
    public static Decision Decide(Entry entry, string run, string? escalateTo, DecisionContext context) =>
        entry.Review?.Run != run ? Decision.Accept()
        : escalateTo is not null ? Decision.Accept(new ReviewEscalated(run, context.Today, escalateTo))
        : entry.Review.RemindedOn == context.Today ? Decision.Accept()
        : Decision.Accept(new ReviewReminded(run, context.Today));

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

    /// <summary>What waits no more was answered, unless the run was ended and there is no answer of its time.</summary>
    private static ReviewState StateOf(Entry entry, RunDocument run) =>
        entry.Review?.Run == run.Run ? ReviewState.Open
        : run.IsEndedEarly && !(entry.LastReview?.At >= run.StartedAt) ? ReviewState.Withdrawn
        : ReviewState.Answered;

    private async Task<Entry> WithdrawAsync(ReviewKey review, RunDocument run)
    {
        var context = await store.ContextAsync(run.Agency, run.EndedBy ?? Actor);
        var changed = await store.ChangeAsync(
            run.Agency,
            review.Reference,
            context,
            (entry, _) => AskForReview.Withdraw(entry, run.Run, run.EndedWhy ?? "")
        );
        return changed.Value;
    }
}
