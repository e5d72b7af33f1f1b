using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using RiskRegister.Digests;

namespace RiskRegister.Reassessment;

/// <summary>One reassessment of one agency: refresh the standings, ask the owners section by section, queue the digests, wait for the answers, sum up.</summary>
public static class Reassess
{
    /// <summary>Sections that are asked at the same time.</summary>
    public const int SectionsAtOnce = 4;

    /// <summary>Name of the external event that tells that the run goes on after a pause, or was ended.</summary>
    public const string Resumed = "resumed";

    /// <summary>The orchestration.</summary>
    [Function(nameof(Reassess))]
    public static async Task<RunSummary> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var key = context.GetInput<RunKey>()!;
        var resumed = context.WaitForExternalEvent<bool>(Resumed);
        await context.CallActivityAsync(nameof(RunActivities.OpenRun), key, Durable.Patiently);
        await EveryPage.CallAsync(context, nameof(RunActivities.RefreshStandings), key);

        var waits = new List<Task<RunSummary>>();
        var held = await AskAsync(context, await PlanAsync(context, key), waits);
        if (key.Number == 1)
        {
            // Whom a requested run asks is told by the next digest: nobody gets two for one day.
            await EveryPage.CallAsync(context, nameof(QueueDigests), key);
        }

        while (held.Count > 0)
        {
            // A day at most, so that a lost event does not hold the run for ever.
            var isResumed = await context.FirstAsync(context.CurrentUtcDateTime.AddDays(1), resumed) == 0;
            resumed = isResumed ? context.WaitForExternalEvent<bool>(Resumed) : resumed;
            held = await AskAsync(context, held, waits);
        }

        await context.CallActivityAsync(nameof(RunActivities.NoteAsked), key, Durable.Patiently);
        var summary = RunSummary.Sum(await Task.WhenAll(waits));
        await context.CallActivityAsync(nameof(RunActivities.CloseRun), new RunResult(key, summary), Durable.Patiently);
        return summary;
    }

    private static async Task<IReadOnlyList<RunSection>> PlanAsync(TaskOrchestrationContext context, RunKey key)
    {
        var sections = new List<RunSection>();
        for (var after = ""; ; after = sections[^1].Until)
        {
            var until = await context.CallActivityAsync<string?>(
                nameof(AskActivities.PlanSection),
                new RunCursor(key, after),
                Durable.Patiently
            );
            if (until is null)
            {
                return sections;
            }

            sections.Add(new RunSection(key, after, until));
        }
    }

    /// <summary>Asks sections, a few at once, and begins to wait for the answers to what was asked; returns what is left because the run is paused.</summary>
    private static async Task<List<RunSection>> AskAsync(
        TaskOrchestrationContext context,
        IReadOnlyList<RunSection> sections,
        List<Task<RunSummary>> waits
    )
    {
        var (asking, held) = (new List<Task>(), new List<RunSection>());
        foreach (var section in sections)
        {
            if (asking.Count == SectionsAtOnce)
            {
                var first = await Task.WhenAny(asking);
                asking.Remove(first);
                await first;
            }

            asking.Add(AskOneAsync(section));
        }

        await Task.WhenAll(asking);
        return held;

        async Task AskOneAsync(RunSection section)
        {
            var rest = await context.CallSubOrchestratorAsync<string?>(nameof(AskSection), section);
            if (rest != section.After)
            {
                var asked = section with { Until = rest ?? section.Until };
                waits.Add(context.CallSubOrchestratorAsync<RunSummary>(nameof(AwaitSection), asked));
            }

            if (rest is not null)
            {
                held.Add(section with { After = rest });
            }
        }
    }
}
