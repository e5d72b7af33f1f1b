using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using RiskRegister.Api;
using RiskRegister.Digests.Unsubscribing;

namespace RiskRegister.Web;

/// <summary>
/// Refuses requests that another site makes a browser send. Browsers say where a request comes from (Sec-Fetch-Site, Origin) and no
/// page can forge that, so no token is needed. Clients that are no browsers send neither header and pass.
/// </summary>
public sealed class CrossSiteCheck(IConfiguration configuration) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (
            context.GetHttpContext()?.Request is { } request
            && !IsForEverySite(context.FunctionDefinition.Name)
            && !Allows(request, configuration["Register:Url"])
        )
            context.GetInvocationResult().Value = Refusal();
        else
            await next(context);
    }

    /// <summary>Whether the request is safe, or comes from our own pages, or from no browser.</summary>
    /// <param name="request">The request.</param>
    /// <param name="ownUrl">The public address of the register (setting Register:Url), trusted beside the request's own host.</param>
    internal static bool Allows(HttpRequest request, string? ownUrl)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
            return true;
        var origin = request.Headers.Origin.ToString();
        if (IsOrigin(ownUrl, origin))
            return true;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is "same-origin" or "none";
        return origin.Length == 0 || IsHost(request.Host, origin);
    }

    /// <summary>Whether the pages of other sites may have it called: only unsubscribing, for mail programs on the web; its address is the permission.</summary>
    internal static bool IsForEverySite(string function) => function == Unsubscribe.Name;

    private static bool IsOrigin(string? url, string origin) =>
        Uri.TryCreate(url, UriKind.Absolute, out var own)
        && string.Equals(own.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase);

    private static bool IsHost(HostString host, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && string.Equals(from.Authority, host.Value, StringComparison.OrdinalIgnoreCase);

    private static ApiAnswer Refusal() =>
        Problem.Of(
            "cross-site",
            "The request came from another site",
            StatusCodes.Status403Forbidden,
            "Open the register and try again there."
        );
}
