using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace RiskRegister.Reassessment;

/// <summary>The reviews of one page of a run.</summary>
public sealed record ReviewPageInput(RunKey Key, IReadOnlyList<string> References);

/// <summary>Waits for all reviews of one page of a <see cref="ReassessmentRun"/>; its steps must stay as they are.</summary>
public static class ReviewPage
{
    /// <summary>The orchestration.</summary>
    [Function(nameof(ReviewPage))]
    public static async Task<RunSummary> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var page = context.GetInput<ReviewPageInput>()!;
        var reviews = page.References.Select(reference =>
        {
            var review = new ReviewKey(page.Key, reference);
            return context.CallSubOrchestratorAsync<RunSummary>(
                nameof(AwaitAnswer),
                review,
                new SubOrchestrationOptions(instanceId: review.InstanceId)
            );
        });
        return (await Task.WhenAll(reviews)).Aggregate(RunSummary.Nothing, (sum, one) => sum.Plus(one));
    }
}
