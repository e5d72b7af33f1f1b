using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RiskRegister.Local.Cosmos;

/// <summary>An item that a client wants stored: its JSON text as given, without system properties, and what is read from it.</summary>
internal sealed record ItemDocument(string Id, string PartitionKey, int? Ttl, string Body)
{
    private static readonly HashSet<string> SystemProperties = ["_rid", "_self", "_etag", "_attachments", "_ts", "_lsn"];

    /// <summary>How an item that was taken apart is put together again.</summary>
    public static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public int Bytes => Encoding.UTF8.GetByteCount(Body);

    /// <exception cref="CosmosFailureException">400: not an object with an id; 413: too large.</exception>
    public static ItemDocument Parse(ReadOnlyMemory<byte> json, StoredContainer container)
    {
        if (json.Length > CosmosRequest.MostBytes)
        {
            throw CosmosFailureException.TooLarge($"an item of {json.Length} bytes");
        }

        try
        {
            return Read(json.Span, container);
        }
        catch (JsonException e)
        {
            throw CosmosFailureException.BadRequest($"The request payload is invalid: {e.Message}");
        }
    }

    private static ItemDocument Read(ReadOnlySpan<byte> json, StoredContainer container)
    {
        var (id, key, ttl, hasSystemProperties) = ((string?)null, PartitionKeyText.None, (int?)null, false);
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw CosmosFailureException.BadRequest("The input content is invalid because it is not a JSON object.");
        }

        var start = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isId, isKey, isTtl) = (
                reader.ValueTextEquals("id"u8),
                reader.ValueTextEquals(container.PartitionKeyName),
                reader.ValueTextEquals("ttl"u8)
            );
            hasSystemProperties |= reader.ValueSpan is [(byte)'_', ..] && SystemProperties.Contains(reader.GetString()!);
            reader.Read();
            id = isId && reader.TokenType == JsonTokenType.String ? reader.GetString() : id;
            ttl = isTtl ? ReadTtl(reader) : ttl;
            key = isKey ? PartitionKeyText.From(JsonElement.ParseValue(ref reader)) : key;
            reader.Skip();
        }

        var text = json[start..(int)reader.BytesConsumed];
        // Nothing but white space may follow.
        reader.Read();
        return new(CheckId(id), key, ttl, hasSystemProperties ? WithoutSystemProperties(text) : Encoding.UTF8.GetString(text));
    }

    private static int? ReadTtl(Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Null ? null
        : reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var seconds) && seconds is -1 or > 0 ? seconds
        : throw CosmosFailureException.BadRequest("The input ttl is invalid. Ttl value must be -1 or a positive 32-bit integer.");

    private static string CheckId(string? id) =>
        string.IsNullOrEmpty(id)
            ? throw CosmosFailureException.BadRequest(
                "The input content is invalid because the required property - 'id; ' - is missing."
            )
        : id.AsSpan().IndexOfAny(@"/\?#") >= 0 || id.Length > 1023
            ? throw CosmosFailureException.BadRequest($"The id '{id}' is invalid.")
        : id;

    private static string WithoutSystemProperties(ReadOnlySpan<byte> json)
    {
        var item = JsonNode.Parse(json, documentOptions: new() { AllowDuplicateProperties = false })!.AsObject();
        foreach (var name in SystemProperties)
        {
            item.Remove(name);
        }

        return item.ToJsonString(Readable);
    }
}
