using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace RiskRegister.Tests.Local.Kill;

/// <summary>What follows from a commit: change feed, topic, two subscriptions. And a timer that ticks beside it.</summary>
public sealed class FollowUp(VictimStore store, ServiceBusClient bus, TimeProvider time)
{
    private const string Topic = "changes";

    private readonly ServiceBusSender _sender = bus.CreateSender(Topic);

    /// <summary>Sends on what commits have put into the outbox. After a kill it may send again, under the same message id.</summary>
    [Function("Relay")]
    [ExponentialBackoffRetry(-1, "00:00:01", "00:00:05")]
    public async Task Relay(
        [CosmosDBTrigger(
            VictimStore.DatabaseName,
            VictimStore.ContainerName,
            Connection = "CosmosConnection",
            LeaseContainerName = VictimStore.LeasesName,
            StartFromBeginning = true,
            FeedPollDelay = 50
        )]
            IReadOnlyList<Document> changes
    )
    {
        foreach (var chunk in changes.Where(change => change.Type == "outbox").Chunk(50))
        {
            await _sender.SendMessagesAsync(chunk.Select(ToMessage));
        }
    }

    /// <summary>Counts each message once, however often it comes. One that comes a second time is one whose first delivery broke off.</summary>
    [Function("Tally")]
    public async Task Tally(
        [ServiceBusTrigger(Topic, "tally", Connection = "ServiceBusConnection")] ServiceBusReceivedMessage message
    )
    {
        var change = message.Body.ToObjectFromJson<Document>(JsonSerializerOptions.Web)!;
        var seen = change with { Id = $"seen:{change.Of}:{change.Version}", Type = "seen", ETag = null };
        while (await store.FindAsync(seen.Id) is null)
        {
            var tally = (await store.FindAsync($"tally:{change.Of}"))!;
            tally = tally with { Version = tally.Version + 1, Number = tally.Number + change.Number };
            if (await store.CommitAsync(seen, tally) is not null)
            {
                return;
            }
        }

        if (message.DeliveryCount == 1)
        {
            await store.PutAsync(new Document($"twice:{message.MessageId}", "twice"));
        }
    }

    /// <summary>Tells the entry's orchestration of a change, and starts it where there is none.</summary>
    [Function("Follow")]
    public static async Task Follow(
        [ServiceBusTrigger(Topic, "follow", Connection = "ServiceBusConnection")] Document change,
        [DurableClient] DurableTaskClient client
    )
    {
        var id = Orchestrations.FollowId(change.Of);
        if (await client.GetInstanceAsync(id, CancellationToken.None) is null)
        {
            await StartAsync(client, id, new Followed(change.Of, change.Planned + 1, [], 0));
        }

        await client.RaiseEventAsync(id, "changed", new Change(change.Version, change.Number), CancellationToken.None);
    }

    /// <summary>A run takes longer than the time between two of its occurrences, so that runs would overlap if they could.</summary>
    [Function("Tick")]
    public async Task Tick([TimerTrigger("* * * * * *")] TimerInfo timer)
    {
        var ticks = await store.FindAsync("ticks") ?? new Document("ticks", "ticks");
        await Task.Delay(TimeSpan.FromSeconds(1.1), time);
        if (await store.CommitAsync(ticks with { Version = ticks.Version + 1 }) is null)
        {
            await store.PutAsync(new Document("twice:tick", "twice"));
        }
    }

    private static async Task StartAsync(DurableTaskClient client, string id, Followed input)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                "FollowEntry",
                input,
                new StartOrchestrationOptions(id).WithDedupeStatuses(Enum.GetValues<OrchestrationRuntimeStatus>()),
                CancellationToken.None
            );
        }
        catch (InvalidOperationException)
        {
            // The message of another change was faster.
        }
    }

    private ServiceBusMessage ToMessage(Document outbox)
    {
        var message = new ServiceBusMessage(BinaryData.FromObjectAsJson(outbox, JsonSerializerOptions.Web))
        {
            MessageId = outbox.Id,
            ContentType = "application/json",
        };
        if (outbox.Version % 2 == 0)
        {
            message.ScheduledEnqueueTime = time.GetUtcNow().AddMilliseconds(100);
        }

        return message;
    }
}
