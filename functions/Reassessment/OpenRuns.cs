using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RiskRegister.Criteria;

namespace RiskRegister.Reassessment;

/// <summary>Opens each agency's run of the day, once: every hour, because the day begins at another hour in each time zone.</summary>
public sealed class OpenRuns(Agencies agencies, TimeProvider time, ILogger<OpenRuns> logger)
{
    /// <summary>Runs that are opened at the same time.</summary>
    public const int AtOnce = 8;

    /// <summary>The timer. A run that failed is opened again by the next hour; any other of the same day is left alone.</summary>
    [Function("OpenReassessmentRuns")]
    public Task Run(
        [TimerTrigger("0 5 * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation
    ) => OpenAllAsync(client, cancellation);

    /// <summary>Opens all that are missing, a few at a time; what goes wrong in one agency keeps no other from its run.</summary>
    public async Task OpenAllAsync(DurableTaskClient client, CancellationToken cancellation)
    {
        var few = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(
            agencies.AllAsync(cancellation),
            few,
            async (agency, token) =>
            {
                try
                {
                    await OpenAsync(client, agency.Slug, token);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    logger.LogError(
                        e,
                        "The reassessment of {Agency} could not be opened; the next hour tries again",
                        agency.Slug
                    );
                }
            }
        );
    }

    private async Task OpenAsync(DurableTaskClient client, string agency, CancellationToken cancellation)
    {
        var settings = await agencies.SettingsAsync(agency, cancellation);
        var key = new RunKey(agency, settings.DayOf(time.GetUtcNow()));
        // On the day of an upgrade the older version may have opened the run already.
        if (
            await client.GetInstanceAsync(key.BeforeId, cancellation) is null
            && await client.StartOnceAsync(nameof(Reassess), key.InstanceId, key, cancellation)
        )
        {
            logger.LogInformation("Reassessment {Run} of {Agency} is open", key.Run, key.Agency);
        }
    }
}
