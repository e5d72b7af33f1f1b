using System.Text.Json;

namespace RiskRegister.Local.Cosmos.Query;

/// <summary>
/// Where the next page starts: after the row with these sort keys (<paramref name="Keys"/>), or after so many rows
/// (<paramref name="Rows"/>) where rows have no keys of their own, as groups; and how many rows TOP or LIMIT still allow.
/// </summary>
internal sealed record Continuation(object?[]? Keys, long Rows, long Remaining)
{
    public string Encode() =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new object?[] { Keys, Rows, Remaining }));

    /// <exception cref="CosmosFailureException">400: not a continuation of this service.</exception>
    public static Continuation Decode(string token)
    {
        try
        {
            var parts = JsonElement.Parse(Convert.FromBase64String(token));
            var keys = parts[0].ValueKind == JsonValueKind.Null ? null : parts[0].EnumerateArray().Select(Key).ToArray();
            return new(keys, parts[1].GetInt64(), parts[2].GetInt64());
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw CosmosFailureException.BadRequest("Invalid continuation token.");
        }
    }

    private static object? Key(JsonElement key) =>
        key.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => key.GetString(),
            _ => key.TryGetInt64(out var whole) ? (object)whole : key.GetDouble(),
        };
}
