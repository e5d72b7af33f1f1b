using Microsoft.Azure.Functions.Worker;
using RiskRegister.Criteria;
using RiskRegister.Entries.Reviewing;
using RiskRegister.Register;

namespace RiskRegister.Reassessment;

/// <summary>The activities of a run. Each may be carried out twice; the second time finds its work done.</summary>
public sealed class RunActivities(
    RegisterContainer container,
    EntryStore store,
    EntryList entries,
    Agencies agencies,
    TimeProvider time
)
{
    /// <summary>Notes that the run has begun.</summary>
    [Function(nameof(OpenRun))]
    public async Task OpenRun([ActivityTrigger] RunKey key)
    {
        var document = new RunDocument(key.Agency, key.Run, time.GetUtcNow(), null, null);
        if (await container.FindAsync<RunDocument>(key.Agency, document.Id) is null)
        {
            await container.CommitAsync(key.Agency, [DocumentWrite.Put(document.Id, document)]);
        }
    }

    /// <summary>Brings the stored standings of one page up to date; returns the cursor of the next page, or null.</summary>
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
            ReassessmentRun.PageSize
        );
        await Parallel.ForEachAsync(
            page,
            cancellation,
            async (reference, token) => await store.RefreshStandingAsync(agency, reference, context, token)
        );
        return page.Count > 0 ? page[^1] : null;
    }

    /// <summary>Asks the owners of one page of due entries.</summary>
    [Function(nameof(AskOwners))]
    public async Task<DuePage> AskOwners([ActivityTrigger] RunCursor cursor, CancellationToken cancellation)
    {
        var (agency, run) = (cursor.Key.Agency, cursor.Key.Run);
        var context = await store.ContextAsync(agency, ReviewActivities.Actor, cancellation);
        var page = await entries.DueAsync(agency, cursor.Key.Date, run, cursor.After, ReassessmentRun.PageSize);
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

    /// <summary>Notes what the run came to.</summary>
    [Function(nameof(CloseRun))]
    public async Task CloseRun([ActivityTrigger] RunResult result)
    {
        var id = RunDocument.IdOf(result.Key.Run);
        var stored = await container.FindAsync<RunDocument>(result.Key.Agency, id) ?? throw new NotFoundException(id);
        var closed = stored.Value with { EndedAt = time.GetUtcNow(), Summary = result.Summary };
        await container.CommitAsync(result.Key.Agency, [DocumentWrite.Put(id, closed)]);
    }
}

/// <summary>One run, for people to look at.</summary>
/// <param name="Agency">Partition.</param>
/// <param name="Run">Name of the run: its date.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When the last review had ended; null until then.</param>
/// <param name="Summary">What it came to; null until then.</param>
public sealed record RunDocument(
    string Agency,
    string Run,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    RunSummary? Summary
)
{
    /// <summary>Value of <see cref="Type"/>.</summary>
    public const string DocumentType = "run";

    /// <summary>Document id.</summary>
    public string Id => IdOf(Run);

    /// <summary>Always <c>run</c>.</summary>
    public string Type => DocumentType;

    /// <summary>The document of a run.</summary>
    public static string IdOf(string run) => $"run:{run}";
}
