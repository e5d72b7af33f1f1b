using Microsoft.DurableTask;

namespace RiskRegister.Reassessment;

/// <summary>What orchestrations of all kinds do alike.</summary>
internal static class Durable
{
    /// <summary>How activities are tried again: ten times within about a quarter of an hour, with longer and longer waits.</summary>
    public static readonly TaskOptions Patiently = TaskOptions.FromRetryPolicy(
        new RetryPolicy(10, TimeSpan.FromSeconds(2), 2, TimeSpan.FromMinutes(5))
    );

    /// <summary>Place of the event that came before an instant (UTC); -1 for none.</summary>
    public static async Task<int> FirstAsync(this TaskOrchestrationContext context, DateTime until, params Task[] events)
    {
        using var ended = new CancellationTokenSource();
        var timer = context.CreateTimer(until, ended.Token);
        var first = await Task.WhenAny([.. events, timer]);
#pragma warning disable CA1849, MA0042 // CancelAsync completes on another thread, which an orchestrator must not wait for.
        ended.Cancel();
#pragma warning restore CA1849, MA0042
        return Array.IndexOf(events, first);
    }
}
