using Microsoft.AspNetCore.Http;
using RiskRegister.Web;
using Xunit;

namespace RiskRegister.Tests.Web;

public sealed class SecurityHeadersTests
{
    [Fact]
    public void Nothing_inline_nothing_from_elsewhere_and_no_frame_is_allowed()
    {
        var headers = new DefaultHttpContext().Response.Headers;
        SecurityHeaders.Set(headers);
        var policy = headers.ContentSecurityPolicy.ToString();
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("base-uri 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", headers.XContentTypeOptions);
        Assert.Equal("no-store", headers.CacheControl);
    }
}
