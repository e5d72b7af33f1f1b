using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using RiskRegister.Criteria;

namespace RiskRegister.Reassessment;

/// <summary>Opens each agency's run of the day, once: every hour, because the day begins at another hour in each time zone.</summary>
public sealed class OpenRuns(Agencies agencies, TimeProvider time, ILogger<OpenRuns> logger)
{
    private static readonly OrchestrationRuntimeStatus[] Never =
    [
        OrchestrationRuntimeStatus.Pending,
        OrchestrationRuntimeStatus.Running,
        OrchestrationRuntimeStatus.Suspended,
        OrchestrationRuntimeStatus.Completed,
        OrchestrationRuntimeStatus.Terminated,
    ];

    /// <summary>The timer. A run that failed is opened again by the next hour; any other of the same day is left alone.</summary>
    [Function("OpenReassessmentRuns")]
    public async Task Run(
        [TimerTrigger("0 5 * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation
    )
    {
        await foreach (var agency in agencies.AllAsync(cancellation))
        {
            var settings = await agencies.SettingsAsync(agency.Slug, cancellation);
            var key = new RunKey(agency.Slug, settings.DayOf(time.GetUtcNow()));
            var known = await client.GetInstanceAsync(key.InstanceId, cancellation);
            if (known is null || !Never.Contains(known.RuntimeStatus))
            {
                await StartAsync(client, key, cancellation);
            }
        }
    }

    private async Task StartAsync(DurableTaskClient client, RunKey key, CancellationToken cancellation)
    {
        try
        {
            var options = new StartOrchestrationOptions(key.InstanceId).WithDedupeStatuses(Never);
            await client.ScheduleNewOrchestrationInstanceAsync(nameof(ReassessmentRun), key, options, cancellation);
            logger.LogInformation("Reassessment {Run} of {Agency} is open", key.Run, key.Agency);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Two timers at once: the other one has opened it. Anything else shows by the run still missing.
            if (await client.GetInstanceAsync(key.InstanceId, cancellation) is null)
            {
                throw;
            }
        }
    }
}
