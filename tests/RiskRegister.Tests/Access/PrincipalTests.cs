using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using RiskRegister.Access;
using Xunit;

namespace RiskRegister.Tests.Access;

public sealed class PrincipalTests
{
    private const string Told = """
        {"auth_typ":"aad","claims":[{"typ":"preferred_username","val":" Owner@Demo.Example "},{"typ":"name","val":"Odessa Finch"}]}
        """;

    [Theory]
    [InlineData("True")]
    [InlineData("true")]
    public void Who_the_platform_tells_is_signed_in(string enabled)
    {
        var principal = Read(Told, enabled)!;

        Assert.True(principal.Identity!.IsAuthenticated);
        Assert.Equal("owner@demo.example", principal.Identity.Name);
        Assert.Equal("Odessa Finch", principal.FindFirst("name")!.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("False")]
    [InlineData("1")]
    [InlineData("True ")]
    public void Nobody_is_believed_unless_the_platform_says_that_it_stands_in_front(string? enabled)
    {
        Assert.Null(Read(Told, enabled));
    }

    [Fact]
    public void Nobody_is_signed_in_without_the_header()
    {
        Assert.Null(Principal.Read(new DefaultHttpContext().Request, Set("True")));
    }

    [Theory]
    [InlineData("email")]
    [InlineData("emails")]
    [InlineData("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress")]
    [InlineData("upn")]
    public void The_address_is_taken_from_the_claim_that_there_is(string type)
    {
        var principal = Read($$"""{"claims":[{"typ":"{{type}}","val":"a@demo.example"}]}""");

        Assert.Equal("a@demo.example", principal!.Identity!.Name);
        Assert.Equal("a@demo.example", principal.FindFirst("name")!.Value);
    }

    [Fact]
    public void The_name_of_the_account_counts_more_than_other_addresses()
    {
        var principal = Read(
            """{"claims":[{"typ":"email","val":"b@demo.example"},{"typ":"preferred_username","val":"a@demo.example"}]}"""
        );

        Assert.Equal("a@demo.example", principal!.Identity!.Name);
    }

    [Fact]
    public void Roles_that_the_header_tells_are_not_taken_over()
    {
        var principal = Read(
            """{"claims":[{"typ":"email","val":"a@demo.example"},{"typ":"roles","val":"administrator"},{"typ":"role","val":"administrator"}]}"""
        )!;

        Assert.False(principal.IsInRole("administrator"));
        Assert.Empty(principal.FindAll(c => c.Type is ClaimTypes.Role or "role" or "roles"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("no json")]
    [InlineData("""{"claims":null}""")]
    [InlineData("""{"claims":[]}""")]
    [InlineData("""{"claims":[null]}""")]
    [InlineData("""{"claims":[{}]}""")]
    [InlineData("""{"claims":[{"typ":"email"}]}""")]
    [InlineData("""{"claims":[{"typ":"email","val":" "}]}""")]
    [InlineData("""{"claims":[{"typ":"name","val":"Somebody"}]}""")]
    public void A_header_without_an_address_signs_nobody_in(string told) => Assert.Null(Read(told));

    [Theory]
    [InlineData("not base64!")]
    [InlineData("/w==")]
    public void A_header_that_can_not_be_read_signs_nobody_in(string header) => Assert.Null(ReadRaw(header, "True"));

    [Fact]
    public void Two_headers_sign_nobody_in()
    {
        Assert.Null(ReadRaw(new([Encode(Told), Encode(Told)]), "True"));
    }

    [Fact]
    public void A_header_that_is_too_long_signs_nobody_in() => Assert.Null(Read(Told.PadRight(16_384)));

    private static ClaimsPrincipal? Read(string told, string? enabled = "True") => ReadRaw(Encode(told), enabled);

    private static ClaimsPrincipal? ReadRaw(Microsoft.Extensions.Primitives.StringValues header, string? enabled)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers["X-MS-CLIENT-PRINCIPAL"] = header;
        return Principal.Read(request, Set(enabled));
    }

    private static string Encode(string told) => Convert.ToBase64String(Encoding.UTF8.GetBytes(told));

    private static IConfiguration Set(string? enabled) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["WEBSITE_AUTH_ENABLED"] = enabled })
            .Build();
}
