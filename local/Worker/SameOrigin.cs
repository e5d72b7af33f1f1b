using Microsoft.AspNetCore.Http;

namespace RiskRegister.Local.Worker;

/// <summary>Tells requests of our own pages, and of tools that are no browsers, from those that another site's page sends.</summary>
internal static class SameOrigin
{
    /// <summary>Whether the request may change something.</summary>
    public static bool Allows(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is "same-origin" or "none";
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
