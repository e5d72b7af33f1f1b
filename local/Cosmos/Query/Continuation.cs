using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RiskRegister.Local.Cosmos.Query;

/// <summary>Where the next page starts: after the row with these sort keys; and how many rows TOP still allows.</summary>
internal sealed record Continuation(object?[] Keys, long Remaining)
{
    /// <summary>What tells queries apart: text, parameters and partition.</summary>
    public static string Fingerprint(ReadOnlySpan<byte> query, string? partitionKey) =>
        Convert.ToBase64String(SHA256.HashData([.. query, .. Encoding.UTF8.GetBytes($"\n{partitionKey}")])[..9]);

    public string Encode(string fingerprint) =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new object[] { fingerprint, Remaining, Keys }));

    /// <exception cref="CosmosFailureException">400: not a continuation of this service, or one of another query.</exception>
    public static Continuation Decode(string token, string fingerprint)
    {
        try
        {
            var parts = JsonElement.Parse(Convert.FromBase64String(token));
            if (parts[0].GetString() == fingerprint)
            {
                return new([.. parts[2].EnumerateArray().Select(Key)], parts[1].GetInt64());
            }
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException or IndexOutOfRangeException)
        {
            // Answered below: whatever else it is, it is none of this query's.
        }

        throw CosmosFailureException.BadRequest("Invalid continuation token: it does not belong to this query.");
    }

    private static object? Key(JsonElement key) =>
        key.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => key.GetString(),
            _ => key.TryGetInt64(out var whole) ? (object)whole : key.GetDouble(),
        };
}
