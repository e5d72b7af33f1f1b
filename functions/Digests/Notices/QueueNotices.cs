using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;

namespace RiskRegister.Digests.Notices;

/// <summary>
/// Queues a mail of its own for each event that somebody has to know of at once. A message may come twice or late: the event that it
/// names is read, and the mail is known by entry, version and address.
/// </summary>
public sealed class QueueNotices(
    RegisterContainer container,
    Ledger ledger,
    Agencies agencies,
    Rosters rosters,
    TimeProvider time
)
{
    /// <summary>Name of the subscription.</summary>
    public const string Subscription = "notices";

    private static readonly string[] Names = ["acceptance-requested", "review-escalated"];

    /// <summary>Follows the changes of entries.</summary>
    [Function("QueueNotices")]
    public Task Run(
        [ServiceBusTrigger(EntryChanged.Topic, Subscription, Connection = "ServiceBusConnection")]
            ServiceBusReceivedMessage message,
        CancellationToken cancellation
    ) => FollowAsync(message.Body.ToObjectFromJson<EntryChanged>(RegisterJson.Options)!, cancellation);

    /// <summary>Queues what a change asks for.</summary>
    public async Task FollowAsync(EntryChanged change, CancellationToken cancellation)
    {
        var first = change.Version - change.Events.Count + 1;
        foreach (var (at, name) in change.Events.Index())
        {
            if (Names.Contains(name))
            {
                await QueueAsync(change, first + at, cancellation);
            }
        }
    }

    private async Task QueueAsync(EntryChanged change, int version, CancellationToken cancellation)
    {
        var agency = change.Agency;
        var happened = await container.FindAsync<EventDocument>(
            agency,
            EventDocument.IdOf(change.Reference, version),
            cancellation
        );
        var entry = await container.FindAsync<EntryDocument>(agency, change.Reference, cancellation);
        if (happened is null || entry is null)
        {
            return;
        }

        var (now, settings) = (time.GetUtcNow(), await agencies.SettingsAsync(agency, cancellation));
        var (day, data) = (settings.DayOf(now), happened.Value.Data);
        foreach (var to in EntryNotices.For(data, entry.Value.Entry, await rosters.OfAsync(agency), settings, day))
        {
            var kind = EntryNotices.KindOf(data)!;
            await ledger.QueueAsync(Mail.Notice(agency, kind, change.Reference, version, to, day, now), cancellation);
        }
    }
}
