using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace RiskRegister.Reassessment;

/// <summary>Waits for all reviews of one page of a run.</summary>
public static class AwaitPage
{
    /// <summary>The orchestration.</summary>
    [Function(nameof(AwaitPage))]
    public static async Task<RunSummary> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var page = context.GetInput<RunCursor>()!;
        var references = await context.CallActivityAsync<IReadOnlyList<string>>(
            nameof(AskActivities.ReadPage),
            page,
            Durable.Patiently
        );
        var reviews = references.Select(reference =>
        {
            var review = new ReviewKey(page.Key, reference);
            return context.CallSubOrchestratorAsync<RunSummary>(
                nameof(AwaitReview),
                review,
                new SubOrchestrationOptions(instanceId: review.InstanceId)
            );
        });
        return RunSummary.Sum(await Task.WhenAll(reviews));
    }
}
