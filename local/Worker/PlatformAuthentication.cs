using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RiskRegister.Local.Worker;

/// <summary>
/// Stands for App Service Authentication: who is signed in reaches the app as X-MS-CLIENT-PRINCIPAL. A request from this machine may
/// bring that header itself; a browser signs in as a person of the demonstration by POST /.auth/login/demo.
/// </summary>
internal sealed class PlatformAuthentication(SessionCookie cookie)
{
    private const string Principal = "X-MS-CLIENT-PRINCIPAL";
    private const string PrincipalName = "X-MS-CLIENT-PRINCIPAL-NAME";

    /// <summary>Puts itself before all endpoints, and maps its own.</summary>
    public void Map(WebApplication web)
    {
        web.Use(IdentifyAsync);
        web.MapGet("/.auth/login/aad", () => Results.Redirect("/sign-in"));
        web.MapPost("/.auth/login/demo", (Delegate)SignInAsync);
        web.MapGet("/.auth/logout", (Delegate)SignOut);
    }

    private Task IdentifyAsync(HttpContext http, RequestDelegate next)
    {
        var headers = http.Request.Headers;
        if (!RequestOrigin.IsThisMachine(http))
        {
            headers.Remove(Principal);
            headers.Remove(PrincipalName);
        }
        else if (!headers.ContainsKey(Principal) && cookie.Read(http.Request) is { } person)
        {
            headers[Principal] = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(ClientPrincipal(person)));
            headers[PrincipalName] = person.Email;
        }

        return next(http);
    }

    private async Task<IResult> SignInAsync(HttpContext http)
    {
        if (!RequestOrigin.IsOurs(http.Request))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        if (await FormOfAsync(http) is not { } form)
        {
            return Results.BadRequest("The form can't be read.");
        }

        var email = form["email"].ToString().Trim();
        var name = form["name"].ToString().Trim();
        if (email.Length == 0 || email.Concat(name).Any(char.IsControl))
        {
            return Results.BadRequest("email is missing, or has characters that can't be written.");
        }

        cookie.Write(http.Response, new SignedIn(email, name.Length == 0 ? email : name));
        return Results.LocalRedirect(LocalPath(form["post_login_redirect_uri"].ToString()));
    }

    private static async Task<IFormCollection?> FormOfAsync(HttpContext http)
    {
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }

    private IResult SignOut(HttpContext http)
    {
        if (!RequestOrigin.IsOurs(http.Request))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        cookie.Clear(http.Response);
        return Results.LocalRedirect(LocalPath(http.Request.Query["post_logout_redirect_uri"].ToString()));
    }

    // "//host" and "/\host" are addresses of other machines to a browser.
    private static string LocalPath(string path) =>
        path is ['/'] or ['/', not ('/' or '\\'), ..] && !path.Any(char.IsControl) ? path : "/";

    private static object ClientPrincipal(SignedIn person) =>
        new { auth_typ = "aad", claims = new[] { Claim("preferred_username", person.Email), Claim("name", person.Name) } };

    private static object Claim(string type, string value) => new { typ = type, val = value };
}
