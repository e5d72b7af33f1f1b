using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RiskRegister.Reassessment;
using RiskRegister.Register;

namespace RiskRegister.Entries.Checking;

/// <summary>
/// Schedules the effectiveness check of a completed action, and ends the wait for one that was checked. Both are in the register before
/// the message exists, and a message may come twice or out of order.
/// </summary>
public sealed class ScheduleChecks(EntryStore store)
{
    /// <summary>Name of the subscription.</summary>
    public const string Subscription = "checks";

    /// <summary>Follows the changes of entries.</summary>
    [Function("ScheduleChecks")]
    public Task Run(
        [ServiceBusTrigger(EntryChanged.Topic, Subscription, Connection = "ServiceBusConnection")]
            ServiceBusReceivedMessage message,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation
    ) => FollowAsync(message.Body.ToObjectFromJson<EntryChanged>(RegisterJson.Options)!, client, cancellation);

    /// <summary>Does what a change asks for.</summary>
    public async Task FollowAsync(EntryChanged change, DurableTaskClient client, CancellationToken cancellation)
    {
        if (!change.Events.Any(name => name is "action-completed" or "action-checked"))
        {
            return;
        }

        var entry = (await store.LoadAsync(change.Agency, change.Reference, cancellation)).Value;
        foreach (var action in entry.Actions.Where(action => action.CompletedAt is not null))
        {
            var key = new CheckKey(change.Agency, change.Reference, action.Id);
            if (action.AwaitsCheck)
            {
                await client.StartOnceAsync(nameof(AwaitCheck), key.InstanceId, key, cancellation);
            }
            else if (await client.GetInstanceAsync(key.InstanceId, cancellation) is { IsCompleted: false })
            {
                await client.RaiseEventAsync(key.InstanceId, AwaitCheck.Checked, Words.Of(action.Check!.Verdict), cancellation);
            }
        }
    }
}
