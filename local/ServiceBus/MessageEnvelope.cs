using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskRegister.Local.ServiceBus;

/// <summary>All of a message that its sender gave it, but for the content. It is kept as JSON.</summary>
internal sealed record MessageEnvelope(
    string? MessageId,
    string? ContentType,
    string? Subject,
    TimeSpan TimeToLive,
    DateTimeOffset ScheduledEnqueueTime,
    Dictionary<string, object> ApplicationProperties
)
{
    public const string DeadLetterReason = nameof(DeadLetterReason);
    public const string DeadLetterErrorDescription = nameof(DeadLetterErrorDescription);

    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new ApplicationPropertyConverter() },
    };

    public static MessageEnvelope FromJson(string json) => JsonSerializer.Deserialize<MessageEnvelope>(json, Options)!;

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>The envelope in <paramref name="json"/> with these application properties added or replaced; nulls are left out.</summary>
    public static string With(string json, IDictionary<string, object> properties)
    {
        var envelope = FromJson(json);
        foreach (var (name, value) in properties.Where(property => property.Value is not null))
        {
            envelope.ApplicationProperties[name] = value;
        }

        return envelope.ToJson();
    }
}
