using RiskRegister.Local.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>A message that was received or peeked.</summary>
public class ServiceBusReceivedMessage
{
    private readonly MessageEnvelope _envelope;

    internal ServiceBusReceivedMessage(StoredMessage stored)
    {
        Stored = stored;
        _envelope = MessageEnvelope.FromJson(stored.Envelope);
        Body = new BinaryData(stored.Body);
        LockedUntil = stored.Lock is null ? default : new DateTimeOffset(stored.HiddenUntil, TimeSpan.Zero);
    }

    /// <summary>The content.</summary>
    public BinaryData Body { get; }

    /// <inheritdoc cref="ServiceBusMessage.MessageId"/>
    public string? MessageId => _envelope.MessageId;

    /// <inheritdoc cref="ServiceBusMessage.ContentType"/>
    public string? ContentType => _envelope.ContentType;

    /// <inheritdoc cref="ServiceBusMessage.Subject"/>
    public string? Subject => _envelope.Subject;

    /// <inheritdoc cref="ServiceBusMessage.TimeToLive"/>
    public TimeSpan TimeToLive => _envelope.TimeToLive;

    /// <inheritdoc cref="ServiceBusMessage.ScheduledEnqueueTime"/>
    public DateTimeOffset ScheduledEnqueueTime => _envelope.ScheduledEnqueueTime;

    /// <inheritdoc cref="ServiceBusMessage.ApplicationProperties"/>
    public IReadOnlyDictionary<string, object> ApplicationProperties => _envelope.ApplicationProperties;

    /// <summary>Place of the message in its queue; it rises with each message and is never given twice.</summary>
    public long SequenceNumber => Stored.Sequence;

    /// <summary>When the message appeared in its queue.</summary>
    public DateTimeOffset EnqueuedTime => new(Stored.Enqueued, TimeSpan.Zero);

    /// <summary>How often the message was delivered, this time included.</summary>
    public int DeliveryCount => Stored.Deliveries;

    /// <summary>Until when the lock holds.</summary>
    public DateTimeOffset LockedUntil { get; internal set; }

    /// <summary>Whether the message waits for its time.</summary>
    public ServiceBusMessageState State => Stored.IsScheduled ? ServiceBusMessageState.Scheduled : ServiceBusMessageState.Active;

    /// <summary>Why the message was dead-lettered, or null.</summary>
    public string? DeadLetterReason => ApplicationProperties.GetValueOrDefault(MessageEnvelope.DeadLetterReason) as string;

    /// <summary>More about why the message was dead-lettered, or null.</summary>
    public string? DeadLetterErrorDescription =>
        ApplicationProperties.GetValueOrDefault(MessageEnvelope.DeadLetterErrorDescription) as string;

    internal StoredMessage Stored { get; }

    /// <summary>Whether its receiver has completed, abandoned or dead-lettered it.</summary>
    internal bool IsSettled { get; set; }
}

/// <summary>Whether a message can be received.</summary>
public enum ServiceBusMessageState
{
    /// <summary>It can be, or it is locked.</summary>
    Active = 0,

    /// <summary>It waits for its time.</summary>
    Scheduled = 2,
}
