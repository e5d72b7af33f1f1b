using RiskRegister.Local.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>A message to send.</summary>
public class ServiceBusMessage
{
    private const int LongestMessageId = 128;

    /// <summary>A message with a text in UTF-8.</summary>
    public ServiceBusMessage(string body)
        : this(new BinaryData(body)) { }

    /// <summary>A message with these bytes.</summary>
    public ServiceBusMessage(ReadOnlyMemory<byte> body)
        : this(new BinaryData(body)) { }

    /// <summary>A message with this content.</summary>
    public ServiceBusMessage(BinaryData body) => Body = body;

    /// <summary>The content.</summary>
    public BinaryData Body { get; set; }

    /// <summary>Identifies the message for duplicate detection; at most 128 characters.</summary>
    /// <exception cref="ArgumentException">It is empty or too long.</exception>
    public string? MessageId
    {
        get;
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            if (value.Length > LongestMessageId)
            {
                throw new ArgumentException($"A MessageId has at most {LongestMessageId} characters.", nameof(value));
            }

            field = value;
        }
    }

    /// <summary>MIME type of the content, such as <c>application/json</c>.</summary>
    public string? ContentType { get; set; }

    /// <summary>Purpose of the message, for the application to read.</summary>
    public string? Subject { get; set; }

    /// <summary>How long the message may wait once it is enqueued; forever when it was never set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public TimeSpan TimeToLive
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.MaxValue;

    /// <summary>When the message is to appear; a time that has passed means at once.</summary>
    public DateTimeOffset ScheduledEnqueueTime { get; set; }

    /// <summary>Properties of the application's own: text, numbers, booleans, dates, time spans, GUIDs and URIs.</summary>
    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>(StringComparer.Ordinal);

    internal MessageEnvelope ToEnvelope() =>
        new(MessageId, ContentType, Subject, TimeToLive, ScheduledEnqueueTime, new(ApplicationProperties));
}
