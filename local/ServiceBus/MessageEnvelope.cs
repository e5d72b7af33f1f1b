using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskRegister.Local.ServiceBus;

/// <summary>All of a message that its sender gave it, but for the content. It is kept as JSON.</summary>
internal sealed class MessageEnvelope
{
    public const string DeadLetterReason = nameof(DeadLetterReason);
    public const string DeadLetterErrorDescription = nameof(DeadLetterErrorDescription);

    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new ApplicationPropertyConverter() },
    };

    public string? MessageId { get; set; }
    public string? ContentType { get; set; }
    public string? CorrelationId { get; set; }
    public string? Subject { get; set; }
    public TimeSpan TimeToLive { get; set; } = TimeSpan.MaxValue;
    public DateTimeOffset ScheduledEnqueueTime { get; set; }

    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public Dictionary<string, object> ApplicationProperties { get; } = new(StringComparer.Ordinal);

    public static MessageEnvelope FromJson(string json) => JsonSerializer.Deserialize<MessageEnvelope>(json, Options)!;

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public MessageEnvelope Copy() => FromJson(ToJson());

    /// <summary>The envelope in <paramref name="json"/> with these application properties added or replaced.</summary>
    public static string With(string json, IDictionary<string, object> properties)
    {
        var envelope = FromJson(json);
        foreach (var (name, value) in properties)
        {
            envelope.ApplicationProperties[name] = value;
        }

        return envelope.ToJson();
    }
}
