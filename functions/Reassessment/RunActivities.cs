using Microsoft.Azure.Functions.Worker;
using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Entries.Accepting;
using RiskRegister.Entries.Reviewing;
using RiskRegister.People;
using RiskRegister.Register;

namespace RiskRegister.Reassessment;

/// <summary>The activities of a run as a whole. Each may be carried out twice; the second time finds its work done.</summary>
public sealed class RunActivities(
    RunStore runs,
    EntryStore store,
    EntryList entries,
    Agencies agencies,
    Rosters rosters,
    TimeProvider time
)
{
    /// <summary>Notes that the run has begun, where no request has noted it.</summary>
    [Function(nameof(OpenRun))]
    public Task OpenRun([ActivityTrigger] RunKey key) =>
        runs.AddAsync(new RunDocument(key.Agency, key.Run, time.GetUtcNow(), null, null), []);

    /// <summary>
    /// Brings the stored standings of one page up to date, and asks again for acceptances that have ended; returns the cursor of the next
    /// page, or null.
    /// </summary>
    [Function(nameof(RefreshStandings))]
    public async Task<string?> RefreshStandings([ActivityTrigger] RunCursor cursor, CancellationToken cancellation)
    {
        var agency = cursor.Key.Agency;
        // Settings that this process has remembered may be those of before the change that this pass follows.
        await agencies.LatestSettingsAsync(agency, cancellation);
        var context = await store.ContextAsync(agency, ReviewActivities.Actor, cancellation);
        var page = await entries.OutdatedAsync(
            agency,
            context.Today,
            context.Settings.Version,
            cursor.After,
            AskActivities.PageSize
        );
        context = page.Count > 0 ? context with { People = await rosters.OfAsync(agency) } : context;
        await Parallel.ForEachAsync(
            page,
            cancellation,
            async (reference, token) => await RefreshAsync(agency, reference, context, token)
        );
        return page.Count > 0 ? page[^1] : null;
    }

    /// <summary>Notes how many reviews the run has asked for.</summary>
    [Function(nameof(NoteAsked))]
    public async Task NoteAsked([ActivityTrigger] RunKey key, CancellationToken cancellation)
    {
        var asked = await runs.CountAskedAsync(key.Agency, key.Run, cancellation);
        await runs.ChangeAsync(key.Agency, key.Run, run => run with { Asked = asked }, cancellation: cancellation);
    }

    /// <summary>Notes what the run came to.</summary>
    [Function(nameof(CloseRun))]
    public Task CloseRun([ActivityTrigger] RunResult result) =>
        runs.ChangeAsync(
            result.Key.Agency,
            result.Key.Run,
            run => run with { EndedAt = run.EndedAt ?? time.GetUtcNow(), PausedAt = null, Summary = result.Summary }
        );

    /// <summary>Withdraws one page of the open reviews of a run that was ended early; returns the cursor of the next page, or null.</summary>
    [Function(nameof(WithdrawReviews))]
    public async Task<string?> WithdrawReviews([ActivityTrigger] RunCursor cursor, CancellationToken cancellation)
    {
        var run = await runs.LoadAsync(cursor.Key.Agency, cursor.Key.Run, cancellation);
        var context = await store.ContextAsync(run.Agency, run.EndedBy ?? ReviewActivities.Actor, cancellation);
        var page = await RunEntries.WaitingAsync(entries, cursor, AskActivities.PageSize);
        await Parallel.ForEachAsync(
            page,
            cancellation,
            async (reference, token) =>
                await store.ChangeAsync(
                    run.Agency,
                    reference,
                    context,
                    (entry, _) => AskForReview.Withdraw(entry, run.Run, run.EndedWhy ?? ""),
                    cancellation: token
                )
        );
        return page.Count > 0 ? page[^1] : null;
    }

    private async Task RefreshAsync(string agency, string reference, DecisionContext context, CancellationToken cancellation)
    {
        var entry = await store.RefreshStandingAsync(agency, reference, context, cancellation);
        if (AskForAcceptance.Again(entry, context) is not null)
        {
            await store.ChangeAsync(agency, reference, context, Again, cancellation: cancellation);
        }
    }

    private static Decision Again(Entry entry, DecisionContext context) =>
        AskForAcceptance.Again(entry, context) is { } request ? Decision.Accept(request) : Decision.Accept();
}
