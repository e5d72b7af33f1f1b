using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using RiskRegister.Local.State;

namespace RiskRegister.Local.Worker;

/// <summary>Who is signed in.</summary>
internal sealed record SignedIn([property: JsonRequired] string Email, [property: JsonRequired] string Name);

/// <summary>Keeps who is signed in, in a signed cookie.</summary>
internal sealed class SessionCookie
{
    private const string Name = "AppServiceAuthSession";

    private readonly byte[] _key;

    private SessionCookie(byte[] key) => _key = key;

    /// <summary>Makes or finds the key in the state database, so that a restart signs nobody out.</summary>
    public static Task<SessionCookie> OpenAsync(StateDatabase state) =>
        state.WriteAsync(connection =>
        {
            connection.ExecuteScript(
                "CREATE TABLE IF NOT EXISTS worker_secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"
            );
            connection.Execute(
                "INSERT INTO worker_secret VALUES ('session', ?1) ON CONFLICT DO NOTHING",
                RandomNumberGenerator.GetBytes(32)
            );
            return new SessionCookie(connection.Scalar<byte[]>("SELECT value FROM worker_secret WHERE name = 'session'")!);
        });

    /// <summary>Who is signed in, or null when there is no cookie or it was not signed here.</summary>
    public SignedIn? Read(HttpRequest request)
    {
        var parts = (request.Cookies[Name] ?? "").Split('.');
        try
        {
            return
                parts.Length == 2
                && CryptographicOperations.FixedTimeEquals(
                    Encoding.UTF8.GetBytes(Sign(parts[0])),
                    Encoding.UTF8.GetBytes(parts[1])
                )
                ? JsonSerializer.Deserialize<SignedIn>(WebEncoders.Base64UrlDecode(parts[0]))
                : null;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            // Another version of the host has signed something that this one doesn't know.
            return null;
        }
    }

    /// <summary>Signs a person in until the browser is closed.</summary>
    public void Write(HttpResponse response, SignedIn person)
    {
        var value = WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(person));
        response.Cookies.Append(Name, $"{value}.{Sign(value)}", Options());
    }

    /// <summary>Signs out.</summary>
    public void Clear(HttpResponse response) => response.Cookies.Delete(Name, Options());

    private static CookieOptions Options() =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
        };

    private string Sign(string value) => WebEncoders.Base64UrlEncode(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(value)));
}
