using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace RiskRegister.Reassessment;

/// <summary>Waits for all reviews of one section of a run, so that the run itself has a short history.</summary>
public static class AwaitSection
{
    /// <summary>The orchestration.</summary>
    [Function(nameof(AwaitSection))]
    public static async Task<RunSummary> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var section = context.GetInput<RunSection>()!;
        var pages = await context.CallActivityAsync<IReadOnlyList<string>>(
            nameof(AskActivities.PagesOf),
            section,
            Durable.Patiently
        );
        var waits = pages.Select(after =>
            context.CallSubOrchestratorAsync<RunSummary>(nameof(AwaitPage), new RunCursor(section.Key, after))
        );
        return RunSummary.Sum(await Task.WhenAll(waits));
    }
}
