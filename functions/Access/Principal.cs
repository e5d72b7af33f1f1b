using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace RiskRegister.Access;

/// <summary>
/// Who is signed in, as App Service Authentication tells it in the header X-MS-CLIENT-PRINCIPAL: base64 of
/// <c>{"auth_typ","claims":[{"typ","val"}]}</c>. The header is believed only while the platform says that it stands in front.
/// </summary>
public static class Principal
{
    private const string Header = "X-MS-CLIENT-PRINCIPAL";

    private static readonly string[] EmailClaims =
    [
        "preferred_username",
        "email",
        "emails",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
        "upn",
    ];

    /// <summary>The signed-in person with their address in lower case as name, or null when nobody is.</summary>
    public static ClaimsPrincipal? Read(HttpRequest request, IConfiguration configuration)
    {
        var platformStandsInFront = string.Equals(
            configuration["WEBSITE_AUTH_ENABLED"],
            "true",
            StringComparison.OrdinalIgnoreCase
        );
        var header = request.Headers[Header].ToString();
        if (!platformStandsInFront || header.Length is 0 or > 16_384)
        {
            return null;
        }

        try
        {
            var told = JsonSerializer.Deserialize<Told>(Convert.FromBase64String(header), JsonSerializerOptions.Web);
            var claims = (told?.Claims ?? [])
                .Where(c => c?.Typ is not null && !string.IsNullOrWhiteSpace(c.Val))
                .Select(c => (Type: c!.Typ!, Value: c.Val!))
                .ToList();
            var email = EmailClaims.Select(type => claims.Find(c => c.Type == type).Value).FirstOrDefault(v => v is not null);
            return email is null ? null : Of(email.Trim().ToLowerInvariant(), claims.Find(c => c.Type == "name").Value ?? email);
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    private static ClaimsPrincipal Of(string email, string name) =>
        new(
            new ClaimsIdentity(
                [new Claim("email", email), new Claim("name", name)],
                "App Service Authentication",
                "email",
                "role"
            )
        );

    private sealed record Told(IReadOnlyList<ToldClaim?>? Claims);

    private sealed record ToldClaim(string? Typ, string? Val);
}
