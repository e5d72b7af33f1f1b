using RiskRegister.Local.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>A message that was received or peeked.</summary>
public class ServiceBusReceivedMessage
{
    internal ServiceBusReceivedMessage(MessageEnvelope envelope, BinaryData body)
    {
        Envelope = envelope;
        Body = body;
    }

    /// <summary>The content.</summary>
    public BinaryData Body { get; }

    /// <inheritdoc cref="ServiceBusMessage.MessageId"/>
    public string? MessageId => Envelope.MessageId;

    /// <inheritdoc cref="ServiceBusMessage.ContentType"/>
    public string? ContentType => Envelope.ContentType;

    /// <inheritdoc cref="ServiceBusMessage.CorrelationId"/>
    public string? CorrelationId => Envelope.CorrelationId;

    /// <inheritdoc cref="ServiceBusMessage.Subject"/>
    public string? Subject => Envelope.Subject;

    /// <inheritdoc cref="ServiceBusMessage.TimeToLive"/>
    public TimeSpan TimeToLive => Envelope.TimeToLive;

    /// <inheritdoc cref="ServiceBusMessage.ScheduledEnqueueTime"/>
    public DateTimeOffset ScheduledEnqueueTime => Envelope.ScheduledEnqueueTime;

    /// <inheritdoc cref="ServiceBusMessage.ApplicationProperties"/>
    public IReadOnlyDictionary<string, object> ApplicationProperties => Envelope.ApplicationProperties;

    /// <summary>Place of the message in its queue; it rises with each message and is never given twice.</summary>
    public long SequenceNumber { get; internal init; }

    /// <summary>When the message appeared in its queue.</summary>
    public DateTimeOffset EnqueuedTime { get; internal init; }

    /// <summary>When the message is thrown away, if it is not settled before.</summary>
    public DateTimeOffset ExpiresAt =>
        TimeToLive < DateTimeOffset.MaxValue - EnqueuedTime ? EnqueuedTime + TimeToLive : DateTimeOffset.MaxValue;

    /// <summary>How often the message was delivered, this time included.</summary>
    public int DeliveryCount { get; internal init; }

    /// <summary>The lock under which the message can be settled.</summary>
    public string LockToken => Lock.ToString();

    /// <summary>Until when the lock holds.</summary>
    public DateTimeOffset LockedUntil { get; internal set; }

    /// <summary>Whether the message waits for its time.</summary>
    public ServiceBusMessageState State { get; internal init; }

    /// <summary>Why the message was dead-lettered, or null.</summary>
    public string? DeadLetterReason => ApplicationProperties.GetValueOrDefault(MessageEnvelope.DeadLetterReason) as string;

    /// <summary>More about why the message was dead-lettered, or null.</summary>
    public string? DeadLetterErrorDescription =>
        ApplicationProperties.GetValueOrDefault(MessageEnvelope.DeadLetterErrorDescription) as string;

    internal MessageEnvelope Envelope { get; }

    internal Guid Lock { get; init; }

    internal string? EntityPath { get; init; }
}

/// <summary>Whether a message can be received.</summary>
public enum ServiceBusMessageState
{
    /// <summary>It can be, or it is locked.</summary>
    Active = 0,

    /// <summary>It waits for its time.</summary>
    Scheduled = 2,
}
