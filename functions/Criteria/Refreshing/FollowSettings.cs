using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RiskRegister.Reassessment;
using RiskRegister.Register;

namespace RiskRegister.Criteria.Refreshing;

/// <summary>
/// Does what follows from a change of settings: the list of agencies gets their name, and the stored standings are refreshed. A message may
/// come twice; the second time finds both done.
/// </summary>
public sealed class FollowSettings(Agencies agencies)
{
    /// <summary>Takes one message.</summary>
    [Function("FollowSettings")]
    public async Task Run(
        [ServiceBusTrigger(SettingsChanged.Queue, Connection = "ServiceBusConnection")] ServiceBusReceivedMessage message,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation
    )
    {
        var change = message.Body.ToObjectFromJson<SettingsChanged>(RegisterJson.Options)!;
        await agencies.NameAsync(change.Agency, cancellation);
        var pass = new StandingsPassInput(change.Agency, change.Version, "");
        await client.StartOnceAsync(nameof(StandingsPass), pass.InstanceId, pass, cancellation);
    }
}
