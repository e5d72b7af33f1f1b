using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace RiskRegister.Register;

/// <summary>
/// The proof that no event was altered: each carries the hash of the one before it and a hash over all of itself. The hash is SHA-256
/// over the document's JSON with properties sorted by name, without <c>hash</c> and without what the store adds (names with a leading
/// underscore), in lower-case hexadecimal. That JSON has no blanks, numbers as they are stored, and strings as System.Text.Json escapes
/// them by default: <c>\uXXXX</c> in capitals for all characters outside ASCII and for each of <c>" &amp; ' + &lt; &gt; `</c>.
/// </summary>
public static class HashChain
{
    /// <summary>The hash of an event document.</summary>
    public static string Of(JsonElement document)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, document, top: true);
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, bool top)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    if (!top || (property.Name != "hash" && !property.Name.StartsWith('_')))
                    {
                        writer.WritePropertyName(property.Name);
                        Write(writer, property.Value, top: false);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item, top: false);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
