using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using RiskRegister.People;
using RiskRegister.Register;

namespace RiskRegister.Entries.HandingOver;

/// <summary>
/// Brings in line what follows from a change of a person: who belongs to which agency, and the handover of who leaves. The change is in
/// the register before the message exists, and a message may come twice or out of order.
/// </summary>
public sealed class FollowPeople(PeopleDirectory people)
{
    // An instance of that id in any of these states knows of the departure already.
    private static readonly OrchestrationRuntimeStatus[] Known =
    [
        OrchestrationRuntimeStatus.Pending,
        OrchestrationRuntimeStatus.Running,
        OrchestrationRuntimeStatus.Suspended,
        OrchestrationRuntimeStatus.Completed,
        OrchestrationRuntimeStatus.Terminated,
    ];

    /// <summary>The consumer of the queue.</summary>
    [Function("FollowPeople")]
    public Task Run(
        [ServiceBusTrigger(PersonChanged.Queue, Connection = "ServiceBusConnection")] ServiceBusReceivedMessage message,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation
    ) => FollowAsync(message.Body.ToObjectFromJson<PersonChanged>(RegisterJson.Options)!, client, cancellation);

    /// <summary>Does what a change asks for.</summary>
    public async Task FollowAsync(PersonChanged change, DurableTaskClient client, CancellationToken cancellation)
    {
        await people.FollowMembershipAsync(change.Agency, change.Email, cancellation);
        if (change.CalledOff is { } version)
        {
            await CallOffAsync(client, new HandoverKey(change.Agency, change.Email, version), cancellation);
        }

        if (await people.ReadAsync(change.Agency, change.Email, cancellation) is { Left: { } left })
        {
            await StartAsync(client, new HandoverKey(change.Agency, change.Email, left.Version), cancellation);
        }
    }

    private static async Task CallOffAsync(DurableTaskClient client, HandoverKey key, CancellationToken cancellation)
    {
        if (await client.GetInstanceAsync(key.InstanceId, cancellation) is { IsCompleted: false })
        {
            await client.RaiseEventAsync(key.InstanceId, AwaitHandover.CalledOff, key.Version, cancellation);
        }
    }

    private static async Task StartAsync(DurableTaskClient client, HandoverKey key, CancellationToken cancellation)
    {
        var known = await client.GetInstanceAsync(key.InstanceId, cancellation);
        if (known is not null && Known.Contains(known.RuntimeStatus))
        {
            return;
        }

        try
        {
            var options = new StartOrchestrationOptions(key.InstanceId).WithDedupeStatuses(Known);
            await client.ScheduleNewOrchestrationInstanceAsync(nameof(AwaitHandover), key, options, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Two messages at once: the other one has started it. Anything else shows by the instance still missing.
            if (await client.GetInstanceAsync(key.InstanceId, cancellation) is null)
            {
                throw;
            }
        }
    }
}
