using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RiskRegister.People;
using RiskRegister.Reassessment;
using RiskRegister.Register;

namespace RiskRegister.Entries.HandingOver;

/// <summary>
/// Brings in line what follows from a change of a person: who belongs to which agency, and the handover of who leaves. The change is in
/// the register before the message exists, and a message may come twice or out of order.
/// </summary>
public sealed class FollowPeople(PeopleDirectory people)
{
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
            var key = new HandoverKey(change.Agency, change.Email, left.Version);
            await client.StartOnceAsync(nameof(AwaitHandover), key.InstanceId, key, cancellation);
        }
    }

    private static async Task CallOffAsync(DurableTaskClient client, HandoverKey key, CancellationToken cancellation)
    {
        if (await client.GetInstanceAsync(key.InstanceId, cancellation) is { IsCompleted: false })
        {
            await client.RaiseEventAsync(key.InstanceId, AwaitHandover.CalledOff, key.Version, cancellation);
        }
    }
}
