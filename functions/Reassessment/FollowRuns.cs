using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RiskRegister.Register;

namespace RiskRegister.Reassessment;

/// <summary>
/// Does what people have decided about a run: starts the one that was requested, lets a paused one go on, withdraws the open reviews of one
/// that was ended. The decision is in the register before the message exists, and a message may come twice.
/// </summary>
public sealed class FollowRuns(RunStore runs)
{
    /// <summary>The consumer of the queue.</summary>
    [Function("FollowRuns")]
    public Task Run(
        [ServiceBusTrigger(RunChanged.Queue, Connection = "ServiceBusConnection")] ServiceBusReceivedMessage message,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation
    ) => FollowAsync(message.Body.ToObjectFromJson<RunChanged>(RegisterJson.Options)!, client, cancellation);

    /// <summary>Does what a change asks for.</summary>
    public async Task FollowAsync(RunChanged change, DurableTaskClient client, CancellationToken cancellation)
    {
        var run = await runs.LoadAsync(change.Agency, change.Run, cancellation);
        var key = RunKey.Find(run.Agency, run.Run)!;
        if (run.IsEndedEarly)
        {
            var pages = new Pages(nameof(RunActivities.WithdrawReviews), key, "");
            await client.StartOnceAsync(nameof(EveryPage), $"withdraw:{run.Agency}:{run.Run}", pages, cancellation);
        }
        else if (run.Request is not null)
        {
            await client.StartOnceAsync(nameof(Reassess), key.InstanceId, key, cancellation);
        }

        var goesOn = run is { IsPaused: false, Steps: [.., { What: SteerRun.Resumed or SteerRun.Ended }] };
        if (goesOn && await client.GetInstanceAsync(key.InstanceId, cancellation) is { IsCompleted: false })
        {
            await client.RaiseEventAsync(key.InstanceId, Reassess.Resumed, true, cancellation);
        }
    }
}
