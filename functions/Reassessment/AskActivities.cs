using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Entries;
using RiskRegister.Entries.Reviewing;
using RiskRegister.People;
using RiskRegister.Register;

namespace RiskRegister.Reassessment;

/// <summary>What became of one page.</summary>
/// <param name="After">The cursor of the next page; null when there is none.</param>
/// <param name="IsHeld">Whether nothing was asked, because the run is paused.</param>
public sealed record AskedPage(string? After, bool IsHeld);

/// <summary>The activities by which a run asks. Each may be carried out twice; the second time finds its work done.</summary>
public sealed class AskActivities(RunStore runs, EntryStore store, EntryList entries, Rosters rosters)
{
    /// <summary>Entries of one page.</summary>
    public const int PageSize = 50;

    /// <summary>Most entries of one section.</summary>
    public const int SectionSize = 1_000;

    /// <summary>Comes after every reference.</summary>
    private const string Last = "~";

    /// <summary>The last reference of the section that comes after a cursor; null when nothing is left to ask.</summary>
    [Function(nameof(PlanSection))]
    public async Task<string?> PlanSection([ActivityTrigger] RunCursor cursor)
    {
        var run = await runs.LoadAsync(cursor.Key.Agency, cursor.Key.Run);
        var section = new RunSection(cursor.Key, cursor.After, Last);
        var references = run.IsEndedEarly ? [] : await RunEntries.ToAskAsync(entries, section, run.Request, SectionSize);
        return references.Count > 0 ? references[^1] : null;
    }

    /// <summary>Asks the owners of the first page of a section.</summary>
    [Function(nameof(AskPage))]
    public async Task<AskedPage> AskPage([ActivityTrigger] RunSection section, CancellationToken cancellation)
    {
        var (agency, cursor) = (section.Key.Agency, new RunCursor(section.Key, section.After));
        var run = await runs.LoadAsync(agency, section.Key.Run, cancellation);
        if (run.IsEndedEarly || run.IsPaused)
        {
            return new AskedPage(null, IsHeld: !run.IsEndedEarly);
        }

        var context = await store.ContextAsync(agency, ReviewActivities.Actor, cancellation);
        var page =
            await runs.FindPageAsync(cursor, cancellation) ?? await MakeAsync(section, run.Request, context.Now, cancellation);
        if (page is { Asked: null })
        {
            context = context with { People = await rosters.OfAsync(agency) };
            await AskAsync(page, run.Request?.Reason, context, cancellation);
        }

        return new AskedPage(page?.References[^1], IsHeld: false);
    }

    /// <summary>The cursors of the pages of a section.</summary>
    [Function(nameof(PagesOf))]
    public Task<IReadOnlyList<string>> PagesOf([ActivityTrigger] RunSection section, CancellationToken cancellation) =>
        runs.PagesAsync(section, cancellation);

    /// <summary>The entries of a page whose review was asked.</summary>
    [Function(nameof(ReadPage))]
    public async Task<IReadOnlyList<string>> ReadPage([ActivityTrigger] RunCursor cursor, CancellationToken cancellation) =>
        (await runs.PageAsync(cursor, cancellation)).Asked ?? [];

    private async Task<RunPage?> MakeAsync(
        RunSection section,
        RunRequest? request,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var references = await RunEntries.ToAskAsync(entries, section, request, PageSize);
        var page = new RunPage(section.Key.Agency, section.Key.Run, section.After, now, references);
        return references.Count > 0
            ? await runs.AddPageAsync(new RunCursor(section.Key, section.After), page, cancellation)
            : null;
    }

    private async Task AskAsync(RunPage page, string? requested, DecisionContext context, CancellationToken cancellation)
    {
        var asked = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            page.References,
            cancellation,
            async (reference, token) =>
            {
                var changed = await store.ChangeAsync(page.Agency, reference, context, Decide, cancellation: token);
                asked[reference] = changed.Value.Review?.Run == page.Run || IsAnswered(changed.Value);
            }
        );
        var those = page.References.Where(reference => asked[reference]);
        await runs.SavePageAsync(page with { Asked = [.. those] }, cancellation);

        // Where the page is asked again after a crash, somebody may have been quick.
        bool IsAnswered(Entry entry) => entry.LastReview?.At >= page.At;

        Decision Decide(Entry entry, DecisionContext at) =>
            IsAnswered(entry) ? Decision.Accept() : AskForReview.Decide(entry, page.Run, requested, at);
    }
}
