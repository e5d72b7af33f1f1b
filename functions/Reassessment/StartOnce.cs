using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace RiskRegister.Reassessment;

/// <summary>Starting what must run once, however often and from however many places it is started.</summary>
public static class StartOnce
{
    // An instance of that id in any of these states has done the work, or will; one that failed is started again.
    private static readonly OrchestrationRuntimeStatus[] Known =
    [
        OrchestrationRuntimeStatus.Pending,
        OrchestrationRuntimeStatus.Running,
        OrchestrationRuntimeStatus.Suspended,
        OrchestrationRuntimeStatus.Completed,
        OrchestrationRuntimeStatus.Terminated,
    ];

    /// <summary>Starts an orchestration unless one with that id is known and has not failed.</summary>
    /// <returns>Whether it was started here.</returns>
    public static async Task<bool> StartOnceAsync(
        this DurableTaskClient client,
        TaskName name,
        string instanceId,
        object input,
        CancellationToken cancellation
    )
    {
        var known = await client.GetInstanceAsync(instanceId, cancellation);
        if (known is not null && Known.Contains(known.RuntimeStatus))
        {
            return false;
        }

        try
        {
            var options = new StartOrchestrationOptions(instanceId).WithDedupeStatuses(Known);
            await client.ScheduleNewOrchestrationInstanceAsync(name, input, options, cancellation);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Two starts at once: the other one has made it. Anything else shows by the instance still missing.
            if (await client.GetInstanceAsync(instanceId, cancellation) is null)
            {
                throw;
            }

            return false;
        }
    }
}
