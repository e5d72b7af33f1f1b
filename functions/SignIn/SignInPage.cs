using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Demo;
using RiskRegister.People;
using RiskRegister.Web;

namespace RiskRegister.SignIn;

/// <summary>
/// Leads to the sign-in of the platform. On the local host, which says so by the setting <c>Register:DemoSignIn</c>, it is a choice among the
/// people of the demonstration, or any address.
/// </summary>
public sealed class SignInPage(PeopleDirectory people, IConfiguration configuration, Pages pages)
{
    /// <summary>GET; <c>?returnTo=</c> is where to go afterwards.</summary>
    [Function("SignInPage")]
    public async Task<IActionResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sign-in")] HttpRequest request
    )
    {
        var returnTo = LocalOrStart(request.Query["returnTo"]);
        if (!configuration.GetValue("Register:DemoSignIn", false))
        {
            return new RedirectResult($"/.auth/login/aad?post_login_redirect_uri={Uri.EscapeDataString(returnTo)}");
        }

        var known = await people.AllAsync(DemoData.Agency, request.HttpContext.RequestAborted);
        var model = new
        {
            Form = Form.Empty,
            People = known
                .Where(p => p.Left is null)
                .OrderByDescending(p => p.Roles.Max())
                .ThenBy(p => p.Name, StringComparer.Ordinal),
            ReturnTo = returnTo,
        };
        return pages.Show("sign-in", model, PageFrames.OutsideAgencies(request.HttpContext));
    }

    /// <summary>An address of this site as it is; the start page for any other, which could be somebody else's.</summary>
    internal static string LocalOrStart(string? address) =>
        address is ['/'] or ['/', not ('/' or '\\'), ..] && !address.Any(char.IsControl) ? address : "/";
}
