using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RiskRegister.Criteria;

namespace RiskRegister.Reassessment;

/// <summary>Opens each agency's run of the day, once: every hour, because the day begins at another hour in each time zone.</summary>
public sealed class OpenRuns(Agencies agencies, TimeProvider time, ILogger<OpenRuns> logger)
{
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
            if (await client.StartOnceAsync(nameof(ReassessmentRun), key.InstanceId, key, cancellation))
            {
                logger.LogInformation("Reassessment {Run} of {Agency} is open", key.Run, key.Agency);
            }
        }
    }
}
