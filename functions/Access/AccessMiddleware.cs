using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Web;
using RiskRegister.Web.Rendering;

namespace RiskRegister.Access;

/// <summary>
/// Lets a call through when the policy of the function allows it. Who does not belong to an agency is told that it does not exist; a
/// function without a policy is closed to everybody.
/// </summary>
public sealed class AccessMiddleware(PeopleDirectory people, OwnEntries owned, IConfiguration configuration, ErrorAnswers errors)
    : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        var denied = await CheckAsync(context, http);
        if (denied is null)
        {
            Viewer.Current = http.Items[typeof(Person)] is Person person
                ? Viewer.Of(person)
                : Viewer.Outside(http.User.Identity?.Name);
            await next(context);
        }
        else
        {
            context.GetInvocationResult().Value = denied;
        }
    }

    private async Task<IActionResult?> CheckAsync(FunctionContext context, HttpContext http)
    {
        if (!Policies.ByFunction.TryGetValue(context.FunctionDefinition.Name, out var policy))
        {
            return await DenyAsync(http, 403, "forbidden", "Nobody may call this function: it has no policy.");
        }

        var principal = Principal.Read(http.Request, configuration);
        if (principal is not null)
        {
            http.User = principal;
        }

        if (!policy.SignedIn)
        {
            return null;
        }

        if (principal?.Identity?.Name is not { } email)
        {
            return await UnauthenticatedAsync(http);
        }

        if (policy.Deployment && !people.IsFirstAdministrator(email))
        {
            return await DenyAsync(http, 403, "forbidden", "This is for the administrator of the deployment.");
        }

        return policy.Member ? await CheckMemberAsync(context, http, policy, email) : null;
    }

    private async Task<IActionResult?> CheckMemberAsync(FunctionContext context, HttpContext http, Policy policy, string email)
    {
        var agency = FromRoute(context, "agency");
        var person = AgencyId.IsValid(agency) ? await people.FindAsync(agency!, email, http.RequestAborted) : null;
        if (person is null)
        {
            return await DenyAsync(http, 404, "not-found", ErrorAnswers.IsApi(http.Request) ? "This does not exist here." : null);
        }

        http.Items[typeof(Person)] = person;
        // The entry is read only where the roles alone are not enough.
        return
            person.IsAny(policy.Roles)
            || (
                FromRoute(context, "reference") is { } reference
                && await owned.LetThroughAsync(http, policy.Own, person, reference)
            )
            ? null
            : await DenyAsync(
                http,
                403,
                "forbidden",
                $"This needs one of the roles: {string.Join(", ", policy.Roles.Select(role => PlainText.Words(Words.Of(role))))}."
            );
    }

    private static string? FromRoute(FunctionContext context, string name) =>
        context.BindingContext.BindingData.TryGetValue(name, out var value) ? value as string : null;

    private async Task<IActionResult> UnauthenticatedAsync(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) && !ErrorAnswers.IsApi(http.Request)
            ? new RedirectResult($"/sign-in?returnTo={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString)}")
            : await errors.OfAsync(http, 401, "unauthenticated", "Not signed in", "Sign in first.");

    private Task<IActionResult> DenyAsync(HttpContext http, int status, string kind, string? detail) =>
        errors.OfAsync(http, status, kind, status == 404 ? "Not found" : "Not allowed", detail);
}

/// <summary>Ids of agencies: the first segment of their addresses.</summary>
public static class AgencyId
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "admin",
        "agencies",
        "api",
        "assets",
        "health",
        "openapi.json",
        "runtime",
        "sign-in",
        "sign-out",
        "unsubscribe",
        "calendar",
    };

    /// <summary>2 to 40 lower-case letters, digits and hyphens, beginning with a letter, and no segment that the app or the host uses itself.</summary>
    public static bool IsValid(string? id) =>
        id is { Length: >= 2 and <= 40 }
        && char.IsAsciiLetterLower(id[0])
        && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && !Reserved.Contains(id);
}

/// <summary>Who calls.</summary>
public static class CallerExtensions
{
    /// <summary>The person of the agency who calls; there after the access check of a function for members.</summary>
    public static Person Caller(this HttpRequest request) =>
        request.HttpContext.Items[typeof(Person)] as Person
        ?? throw new InvalidOperationException("The function has no policy for members.");
}
