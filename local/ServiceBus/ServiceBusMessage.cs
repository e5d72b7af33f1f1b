using RiskRegister.Local.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>A message to send.</summary>
public class ServiceBusMessage
{
    private const int LongestMessageId = 128;

    /// <summary>A message without content.</summary>
    public ServiceBusMessage()
        : this(ReadOnlyMemory<byte>.Empty) { }

    /// <summary>A message with a text in UTF-8.</summary>
    public ServiceBusMessage(string body)
        : this(new BinaryData(body)) { }

    /// <summary>A message with these bytes.</summary>
    public ServiceBusMessage(ReadOnlyMemory<byte> body)
        : this(new BinaryData(body)) { }

    /// <summary>A message with this content.</summary>
    public ServiceBusMessage(BinaryData body) => Body = body;

    /// <summary>
    /// A message like one that was received, to be sent again; why it was dead-lettered is left out. It keeps its MessageId, which
    /// duplicate detection still knows for ten minutes after the first sending.
    /// </summary>
    public ServiceBusMessage(ServiceBusReceivedMessage receivedMessage)
    {
        ArgumentNullException.ThrowIfNull(receivedMessage);
        Body = receivedMessage.Body;
        Envelope = receivedMessage.Envelope.Copy();
        Envelope.ApplicationProperties.Remove(MessageEnvelope.DeadLetterReason);
        Envelope.ApplicationProperties.Remove(MessageEnvelope.DeadLetterErrorDescription);
    }

    /// <summary>The content.</summary>
    public BinaryData Body { get; set; }

    /// <summary>Identifies the message for duplicate detection; at most 128 characters.</summary>
    /// <exception cref="ArgumentException">It is empty or too long.</exception>
    public string? MessageId
    {
        get => Envelope.MessageId;
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            if (value.Length > LongestMessageId)
            {
                throw new ArgumentException($"A MessageId has at most {LongestMessageId} characters.", nameof(value));
            }

            Envelope.MessageId = value;
        }
    }

    /// <summary>MIME type of the content, such as <c>application/json</c>.</summary>
    public string? ContentType
    {
        get => Envelope.ContentType;
        set => Envelope.ContentType = value;
    }

    /// <summary>Ties messages of one conversation together.</summary>
    public string? CorrelationId
    {
        get => Envelope.CorrelationId;
        set => Envelope.CorrelationId = value;
    }

    /// <summary>Purpose of the message, for the application to read.</summary>
    public string? Subject
    {
        get => Envelope.Subject;
        set => Envelope.Subject = value;
    }

    /// <summary>How long the message may wait once it is enqueued; forever when it was never set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public TimeSpan TimeToLive
    {
        get => Envelope.TimeToLive;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            Envelope.TimeToLive = value;
        }
    }

    /// <summary>When the message is to appear; a time that has passed means at once.</summary>
    public DateTimeOffset ScheduledEnqueueTime
    {
        get => Envelope.ScheduledEnqueueTime;
        set => Envelope.ScheduledEnqueueTime = value;
    }

    /// <summary>Properties of the application's own: text, numbers, booleans, dates, time spans, GUIDs and URIs.</summary>
    public IDictionary<string, object> ApplicationProperties => Envelope.ApplicationProperties;

    internal MessageEnvelope Envelope { get; } = new();
}
