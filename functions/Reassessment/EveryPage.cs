using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace RiskRegister.Reassessment;

/// <summary>What is done page by page.</summary>
/// <param name="Activity">Name of an activity that takes a <see cref="RunCursor"/> and gives the cursor of the next page, or null.</param>
/// <param name="Key">The run.</param>
/// <param name="After">How far it has got.</param>
public sealed record Pages(string Activity, RunKey Key, string After);

/// <summary>Calls an activity for each page of a run, and goes on as a new execution every so many pages, so that its history stays short.</summary>
public static class EveryPage
{
    /// <summary>Pages of one execution.</summary>
    public const int PagesOfExecution = 20;

    /// <summary>The orchestration.</summary>
    [Function(nameof(EveryPage))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var pages = context.GetInput<Pages>()!;
        var after = await SomeAsync(context, pages, PagesOfExecution);
        if (after is not null)
        {
            context.ContinueAsNew(pages with { After = after });
        }
    }

    /// <summary>Calls the activity for the next pages, so many at most; returns the cursor of what is left, or null.</summary>
    internal static async Task<string?> SomeAsync(TaskOrchestrationContext context, Pages pages, int most)
    {
        string? after = pages.After;
        for (var page = 0; page < most && after is not null; page++)
        {
            var cursor = new RunCursor(pages.Key, after);
            after = await context.CallActivityAsync<string?>(pages.Activity, cursor, Durable.Patiently);
        }

        return after;
    }

    /// <summary>Calls it from the run.</summary>
    internal static Task CallAsync(TaskOrchestrationContext context, string activity, RunKey key) =>
        context.CallSubOrchestratorAsync<object?>(nameof(EveryPage), new Pages(activity, key, ""));
}
