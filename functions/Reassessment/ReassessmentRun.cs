using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using RiskRegister.Digests;

namespace RiskRegister.Reassessment;

/// <summary>Names the day's run of an agency: its id makes a second start on the same day a no-op.</summary>
/// <param name="Agency">The agency.</param>
/// <param name="Date">The day in the agency's time zone; also the name of the run.</param>
public sealed record RunKey(string Agency, DateOnly Date)
{
    /// <summary>Name of the run, yyyy-MM-dd.</summary>
    public string Run => Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Id of the orchestration.</summary>
    public string InstanceId => $"reassessment:{Agency}:{Run}";
}

/// <summary>One day's reassessment of one agency: refresh the standings, ask the owners of what is due, queue the digests, wait for the answers, sum up.</summary>
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
                nameof(RunActivities.AskOwners),
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

/// <summary>Where the pages of a run have got to: what comes after <paramref name="After"/> in order.</summary>
public sealed record RunCursor(RunKey Key, string After);

/// <summary>One page of entries whose owners were asked; <paramref name="After"/> is null on the last page.</summary>
public sealed record DuePage(IReadOnlyList<string> References, string? After);

/// <summary>What a run came to.</summary>
/// <param name="Asked">Reviews that were asked.</param>
/// <param name="Answered">Of these, answered.</param>
/// <param name="Late">Answered, or given up waiting for, after at least one reminder.</param>
/// <param name="Up">Levels that went up by the answer.</param>
/// <param name="Down">Levels that went down by the answer.</param>
public sealed record RunSummary(int Asked, int Answered, int Late, int Up, int Down)
{
    /// <summary>The sum of no reviews.</summary>
    public static readonly RunSummary Nothing = new(0, 0, 0, 0, 0);

    /// <summary>Both together.</summary>
    public RunSummary Plus(RunSummary other) =>
        new(Asked + other.Asked, Answered + other.Answered, Late + other.Late, Up + other.Up, Down + other.Down);
}

/// <summary>A run with its summary.</summary>
public sealed record RunResult(RunKey Key, RunSummary Summary);
