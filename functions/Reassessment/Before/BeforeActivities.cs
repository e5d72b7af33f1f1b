using Microsoft.Azure.Functions.Worker;
using RiskRegister.Criteria;
using RiskRegister.Entries.Reviewing;
using RiskRegister.Register;

namespace RiskRegister.Reassessment;

/// <summary>The activities that only a <see cref="ReassessmentRun"/> calls.</summary>
public sealed class BeforeActivities(EntryStore store, EntryList entries, Agencies agencies, ReviewActivities reviews)
{
    /// <summary>Asks the owners of one page of due entries.</summary>
    [Function(nameof(AskOwners))]
    public async Task<DuePage> AskOwners([ActivityTrigger] RunCursor cursor, CancellationToken cancellation)
    {
        var (agency, run) = (cursor.Key.Agency, cursor.Key.Run);
        var context = await store.ContextAsync(agency, ReviewActivities.Actor, cancellation);
        var page = await RunEntries.ToAskAsync(entries, new(cursor.Key, cursor.After, "~"), null, ReassessmentRun.PageSize);
        await Parallel.ForEachAsync(
            page,
            cancellation,
            async (reference, token) =>
                await store.ChangeAsync(
                    agency,
                    reference,
                    context,
                    (entry, at) => AskForReview.Decide(entry, run, null, at),
                    cancellation: token
                )
        );
        return new DuePage(page, page.Count > 0 ? page[^1] : null);
    }

    /// <summary>The deadlines of an open review in order; empty when it is answered already.</summary>
    [Function(nameof(Deadlines))]
    public async Task<IReadOnlyList<ReviewDeadline>> Deadlines([ActivityTrigger] ReviewKey review)
    {
        var entry = (await store.LoadAsync(review.Run.Agency, review.Reference)).Value;
        return entry.Review?.Run == review.Run.Run
            ? ReviewDeadline.Of(review.Run.Date, await agencies.SettingsAsync(review.Run.Agency))
            : [];
    }

    /// <summary>Reminds or escalates; false when the review is answered already.</summary>
    [Function(nameof(Pass))]
    public async Task<bool> Pass([ActivityTrigger] PassedDeadline passed) =>
        await reviews.PassDeadline(passed) is ReviewState.Open or ReviewState.Paused;
}
