using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace RiskRegister.Register;

/// <summary>
/// Sends on what commits have put into the outbox. It may send a message twice after a crash; the message id lets Service Bus and the
/// consumers recognise that.
/// </summary>
public sealed class OutboxRelay(ServiceBusClient bus)
{
    private readonly ConcurrentDictionary<string, ServiceBusSender> _senders = new(StringComparer.Ordinal);

    /// <summary>Follows the container's change feed.</summary>
    [Function("RelayOutbox")]
    [ExponentialBackoffRetry(-1, "00:00:01", "00:05:00")]
    public async Task Run(
        [CosmosDBTrigger(
            RegisterContainer.DatabaseName,
            RegisterContainer.ContainerName,
            Connection = "CosmosConnection",
            LeaseContainerName = RegisterContainer.LeasesName,
            StartFromBeginning = true,
            FeedPollDelay = 250
        )]
            IReadOnlyList<JsonElement> changes,
        CancellationToken cancellation
    )
    {
        var messages = changes.Where(IsOutbox).Select(c => c.Deserialize<OutboxDocument>(RegisterJson.Options)!);
        foreach (var group in messages.GroupBy(m => m.Destination))
        {
            var sender = _senders.GetOrAdd(group.Key, bus.CreateSender);
            foreach (var chunk in group.Chunk(100))
            {
                await sender.SendMessagesAsync(chunk.Select(ToMessage), cancellation);
            }
        }
    }

    private static bool IsOutbox(JsonElement document) =>
        document.TryGetProperty("type", out var type) && type.ValueEquals(OutboxDocument.DocumentType);

    private static ServiceBusMessage ToMessage(OutboxDocument document)
    {
        var message = new ServiceBusMessage(BinaryData.FromObjectAsJson(document.Body))
        {
            MessageId = MessageId($"{document.Agency}:{document.Id}"),
            Subject = document.Subject,
            ContentType = "application/json",
        };
        if (document.NotBefore is { } notBefore)
        {
            message.ScheduledEnqueueTime = notBefore;
        }

        return message;
    }

    /// <summary>Service Bus takes message ids of at most 128 characters; a longer one stands as its hash.</summary>
    private static string MessageId(string id) =>
        id.Length <= 128 ? id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
