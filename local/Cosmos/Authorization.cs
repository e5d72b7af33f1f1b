using System.Security.Cryptography;
using System.Text;
using RiskRegister.Local.State;

namespace RiskRegister.Local.Cosmos;

/// <summary>The account's key, kept with the data, and the check that a request was signed with it.</summary>
internal sealed class Authorization(string key)
{
    private readonly byte[] _key = Convert.FromBase64String(key);

    public string Key => key;

    /// <summary>Takes the data folder's key, making one the first time.</summary>
    public static async Task<Authorization> LoadAsync(StateDatabase state) =>
        new(
            await state.WriteAsync(connection =>
            {
                if (connection.Scalar<string>("SELECT key FROM cosmos_account") is { } known)
                {
                    return known;
                }

                var made = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
                connection.Execute("INSERT INTO cosmos_account (key) VALUES (?1)", made);
                return made;
            })
        );

    /// <exception cref="CosmosFailureException">401: not signed, or not with this account's key.</exception>
    public void Check(CosmosRequest request)
    {
        var token = Uri.UnescapeDataString(request.Header("Authorization") ?? "");
        var signature = token.IndexOf("&sig=", StringComparison.Ordinal) is var at and > 0 ? token[(at + 5)..] : "";
        var expected = Convert.ToBase64String(
            HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(Payload(request, request.Header("x-ms-date") ?? "")))
        );
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(expected)))
        {
            throw new CosmosFailureException(
                401,
                "The input authorization token can't serve the request. The wrong key is being used or the expected payload is not built as per the protocol."
            );
        }
    }

    // The resource is named by its address: of the item, or of the parent where a feed is read or an item added.
    // An address of resource ids instead of names is signed with the last id alone, in lower case.
    private static string Payload(CosmosRequest request, string date)
    {
        var segments = request.Segments;
        var type = segments.Length == 0 ? "" : segments[(segments.Length - 1) / 2 * 2];
        var named = segments.Length / 2 * 2;
        var link =
            type == "pkranges" && ResourceIds.IsContainer(segments[3])
                ? segments[3].ToLowerInvariant()
                : string.Join('/', segments[..named]);
        return $"{request.Method.ToLowerInvariant()}\n{type}\n{link}\n{date.ToLowerInvariant()}\n\n";
    }
}
