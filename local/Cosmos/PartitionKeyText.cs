using System.Globalization;
using System.Text.Json;

namespace RiskRegister.Local.Cosmos;

/// <summary>
/// Partition keys as they are stored: a string as itself, anything else (number, boolean, null, none, a string that starts with
/// a bracket) as the JSON array that the protocol uses, such as <c>[5]</c> or <c>[{}]</c>.
/// </summary>
internal static class PartitionKeyText
{
    /// <summary>The key of items that lack the partition key property.</summary>
    public const string None = "[{}]";

    public static string FromHeader(string header)
    {
        try
        {
            var components = JsonElement.Parse(header);
            return components is { ValueKind: JsonValueKind.Array } && components.GetArrayLength() == 1
                ? From(components[0])
                : throw CosmosFailureException.NotSupported($"partition key {header}; a key has exactly one component");
        }
        catch (JsonException)
        {
            throw CosmosFailureException.BadRequest($"Partition key {header} is invalid.");
        }
    }

    public static string From(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => From(value.GetString()!),
            JsonValueKind.Number => string.Create(CultureInfo.InvariantCulture, $"[{value.GetDouble():R}]"),
            JsonValueKind.Object => None,
            _ => $"[{value.GetRawText()}]",
        };

    public static string From(string value) => value.StartsWith('[') ? JsonSerializer.Serialize<string[]>([value]) : value;
}
