using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using RiskRegister.Digests;

namespace RiskRegister.Reassessment;

/// <summary>One day's reassessment as it was done before <see cref="Reassess"/>. Runs that it has begun end by it, so its steps must stay as they are.</summary>
public static class ReassessmentRun
{
    /// <summary>Entries in one page of an activity and of a sub-orchestration.</summary>
    public const int PageSize = 50;

    private static readonly TaskOptions Patiently = TaskOptions.FromRetryPolicy(
        new RetryPolicy(10, TimeSpan.FromSeconds(2), 2, TimeSpan.FromMinutes(5))
    );

    /// <summary>The orchestration.</summary>
    [Function(nameof(ReassessmentRun))]
    public static async Task<RunSummary> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var key = context.GetInput<RunKey>()!;
        await context.CallActivityAsync(nameof(RunActivities.OpenRun), key, Patiently);
        await PagesAsync(context, nameof(RunActivities.RefreshStandings), key);

        var reviews = new List<Task<RunSummary>>();
        for (var page = new DuePage([], ""); page.After is not null; )
        {
            page = await context.CallActivityAsync<DuePage>(
                nameof(BeforeActivities.AskOwners),
                new RunCursor(key, page.After),
                Patiently
            );
            if (page.References.Count > 0)
            {
                reviews.Add(
                    context.CallSubOrchestratorAsync<RunSummary>(nameof(ReviewPage), new ReviewPageInput(key, page.References))
                );
            }
        }

        await PagesAsync(context, nameof(QueueDigests), key);
        var summary = (await Task.WhenAll(reviews)).Aggregate(RunSummary.Nothing, (sum, page) => sum.Plus(page));
        await context.CallActivityAsync(nameof(RunActivities.CloseRun), new RunResult(key, summary), Patiently);
        return summary;
    }

    private static async Task PagesAsync(TaskOrchestrationContext context, string activity, RunKey key)
    {
        for (string? after = ""; after is not null; )
        {
            after = await context.CallActivityAsync<string?>(activity, new RunCursor(key, after), Patiently);
        }
    }
}

/// <summary>One page of entries whose owners were asked; <paramref name="After"/> is null on the last page.</summary>
public sealed record DuePage(IReadOnlyList<string> References, string? After);
