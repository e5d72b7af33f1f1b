using System.Net;
using Microsoft.AspNetCore.Http;

namespace RiskRegister.Local.Worker;

/// <summary>Tells where a request comes from.</summary>
internal static class RequestOrigin
{
    /// <summary>
    /// Whether it comes from this machine, to a name of this machine. Under another name that points here, a browser holds us for
    /// another site, whose pages must not act here.
    /// </summary>
    public static bool IsThisMachine(HttpContext http) =>
        IPAddress.IsLoopback(http.Connection.RemoteIpAddress ?? IPAddress.None)
        && http.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]";

    /// <summary>Whether it comes from a page of ours or from no page at all, so that it may change something.</summary>
    public static bool IsOurs(HttpRequest request)
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
