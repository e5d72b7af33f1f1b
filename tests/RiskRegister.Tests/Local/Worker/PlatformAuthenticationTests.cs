using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace RiskRegister.Tests.Local.Worker;

public sealed class PlatformAuthenticationTests : IAsyncLifetime
{
    private HostFixture _host = null!;

    public async ValueTask InitializeAsync() => _host = await HostFixture.StartAsync([typeof(WhoAmI)]);

    [Fact]
    public async Task Nobody_is_signed_in_at_first() => Assert.Equal("", await WhoAsync(cookie: null));

    [Fact]
    public async Task A_request_from_this_machine_may_bring_its_principal()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/who");
        request.Headers.Add("X-MS-CLIENT-PRINCIPAL", "brought");
        Assert.Equal("brought", await SendAsync(request));
    }

    [Fact]
    public async Task A_request_by_another_name_of_this_machine_may_not()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/who");
        request.Headers.Host = "register.example";
        request.Headers.Add("X-MS-CLIENT-PRINCIPAL", "brought");
        Assert.Equal("", await SendAsync(request));
    }

    [Fact]
    public async Task Who_signs_in_reaches_the_app_as_the_platform_says_it()
    {
        var response = await SignInAsync("/demo");
        Assert.Equal("/demo", response.Headers.Location?.ToString());
        var setCookie = response.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", setCookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", setCookie, StringComparison.Ordinal);

        var principal = JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(await WhoAsync(CookieOf(response)))))!;
        Assert.Equal("aad", (string?)principal["auth_typ"]);
        Assert.Equal(
            [("preferred_username", "owner@demo.example"), ("name", "Olu Owner")],
            principal["claims"]!.AsArray().Select(claim => ((string?)claim!["typ"], (string?)claim["val"]))
        );
    }

    [Fact]
    public async Task A_session_outlasts_a_restart()
    {
        var cookie = CookieOf(await SignInAsync("/"));
        await _host.StopAsync();
        await _host.StartAgainAsync([typeof(WhoAmI)]);
        Assert.NotEqual("", await WhoAsync(cookie));
    }

    [Fact]
    public async Task A_changed_cookie_signs_nobody_in()
    {
        var cookie = CookieOf(await SignInAsync("/"));
        Assert.Equal("", await WhoAsync(cookie.Replace('.', 'x') + ".forged"));
        Assert.Equal("", await WhoAsync(cookie[..^4] + "AAAA"));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("")]
    public async Task After_signing_in_one_stays_on_this_site(string target) =>
        Assert.Equal("/", (await SignInAsync(target)).Headers.Location?.ToString());

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Another_site_can_sign_nobody_in(string header, string value) =>
        Assert.Equal(HttpStatusCode.Forbidden, (await SignInAsync("/", (header, value))).StatusCode);

    [Theory]
    [InlineData("email", "a\0@demo.example")]
    [InlineData("email", "a\r\nX: y@demo.example")]
    [InlineData("name", "a\u0007")]
    public async Task A_name_or_address_with_control_characters_is_a_bad_request(string field, string value) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await SignInAsync("/", fields: (field, value))).StatusCode);

    [Fact]
    public async Task A_sign_in_that_is_no_form_is_a_bad_request() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await _host.PostAsync("/.auth/login/demo", new { })).StatusCode);

    [Fact]
    public async Task An_address_outside_ascii_signs_in()
    {
        var cookie = CookieOf(await SignInAsync("/", fields: ("email", "jörg@demo.example")));
        Assert.NotEqual("", await WhoAsync(cookie));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    public async Task A_session_in_a_form_that_is_not_known_signs_nobody_in(string content)
    {
        await _host.StopAsync();
        var value = Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(content));
        var cookie = $"AppServiceAuthSession={value}.{_host.Signature(value)}";
        await _host.StartAgainAsync([typeof(WhoAmI)]);
        Assert.Equal("", await WhoAsync(cookie));
    }

    [Fact]
    public async Task Another_site_can_sign_nobody_out()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.auth/logout");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        var response = await _host.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Signing_out_clears_the_session()
    {
        var response = await _host.GetAsync("/.auth/logout?post_logout_redirect_uri=/bye");
        Assert.Equal("/bye", response.Headers.Location?.ToString());
        Assert.Contains("expires=Thu, 01 Jan 1970", response.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sign_in_of_the_platform_leads_to_the_page_of_the_app() =>
        Assert.Equal("/sign-in", (await _host.GetAsync("/.auth/login/aad")).Headers.Location?.ToString());

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task<HttpResponseMessage> SignInAsync(
        string target,
        (string Name, string Value)? header = null,
        params (string Name, string Value)[] fields
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/.auth/login/demo");
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["email"] = "owner@demo.example",
            ["name"] = "Olu Owner",
            ["post_login_redirect_uri"] = target,
        };
        foreach (var (name, value) in fields)
        {
            form[name] = value;
        }

        request.Content = new FormUrlEncodedContent(form);
        if (header is { } given)
        {
            request.Headers.Add(given.Name, given.Value);
        }

        return await _host.SendAsync(request);
    }

    private static string CookieOf(HttpResponseMessage response) =>
        response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

    private async Task<string> WhoAsync(string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/who");
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        return await SendAsync(request);
    }

    private async Task<string> SendAsync(HttpRequestMessage request) => await HostFixture.TextOf(await _host.SendAsync(request));

    public static class WhoAmI
    {
        [Function("WhoAmI")]
        public static IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "who")] HttpRequest request) =>
            new ContentResult { Content = request.Headers["X-MS-CLIENT-PRINCIPAL"].ToString() };
    }
}
