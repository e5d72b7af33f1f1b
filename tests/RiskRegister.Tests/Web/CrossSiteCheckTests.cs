using Microsoft.AspNetCore.Http;
using RiskRegister.Web;
using Xunit;

namespace RiskRegister.Tests.Web;

public sealed class CrossSiteCheckTests
{
    private const string OwnUrl = "https://risks.agency.example/";

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public void A_method_that_changes_nothing_may_come_from_anywhere(string method) =>
        Assert.True(Allows(method, origin: "https://elsewhere.example", site: "cross-site"));

    [Theory]
    [InlineData("https://app.local:7071", "same-origin")]
    [InlineData(null, "same-origin")]
    [InlineData(null, "none")]
    [InlineData(null, null)]
    [InlineData("https://app.local:7071", null)]
    [InlineData("https://risks.agency.example", "cross-site")]
    public void A_form_of_our_own_and_a_client_that_is_no_browser_are_let_through(string? origin, string? site) =>
        Assert.True(Allows("POST", origin, site));

    [Theory]
    [InlineData("https://elsewhere.example", "cross-site")]
    [InlineData("https://other.agency.example", "same-site")]
    [InlineData("https://elsewhere.example", null)]
    [InlineData("https://app.local:7072", null)]
    [InlineData("null", null)]
    [InlineData("https://risks.agency.example.elsewhere.example", null)]
    [InlineData(null, "cross-site")]
    public void A_form_of_another_site_is_refused(string? origin, string? site)
    {
        Assert.False(Allows("POST", origin, site));
        Assert.False(Allows("DELETE", origin, site));
    }

    private static bool Allows(string method, string? origin, string? site)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        request.Host = new HostString("app.local:7071");
        if (origin is not null)
            request.Headers.Origin = origin;
        if (site is not null)
            request.Headers["Sec-Fetch-Site"] = site;
        return CrossSiteCheck.Allows(request, OwnUrl);
    }
}
