using RiskRegister.SignIn;
using RiskRegister.Tests.EndToEnd;
using Xunit;

namespace RiskRegister.Tests.Pages;

public sealed class SignInTests(DemoApp demo)
{
    [Fact]
    public async Task A_person_chooses_who_they_are_and_comes_to_the_page_they_wanted()
    {
        using var visitor = new Visitor(await demo.App);
        var signIn = await visitor.GoAsync("/demo/entries?kind=risk");
        Assert.StartsWith("/sign-in?", signIn.Address, StringComparison.Ordinal);

        var theirs = signIn.Page.Forms.Single(form => form.QuerySelector("[value='owner@demo.example']") is not null);
        var list = await visitor.SubmitAsync(signIn, theirs);

        Assert.Equal((200, "/demo/entries?kind=risk"), (list.Status, list.Address));
        Assert.Contains("Odessa Finch", list.Page.QuerySelector("header")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_belongs_to_one_agency_begins_at_their_work()
    {
        using var visitor = await Visitor.SignedInAsync(await demo.App, "owner@demo.example");
        var start = await visitor.GoAsync("/");
        Assert.Equal(("/demo", "My work"), (start.Address, start.Heading));
    }

    [Fact]
    public async Task Who_belongs_to_no_agency_is_told_so_and_sees_nothing_of_any()
    {
        using var visitor = await Visitor.SignedInAsync(await demo.App, "stranger@elsewhere.example");
        var start = await visitor.GoAsync("/");
        Assert.Contains("in no agency's register yet", start.Text, StringComparison.Ordinal);
        foreach (var path in new[] { "/demo", "/demo/entries", "/demo/entries/R-0001", "/demo/entries/raise" })
        {
            var page = await visitor.GoAsync(path);
            Assert.Equal((404, "Page not found"), (page.Status, page.Heading));
            Assert.DoesNotContain("Fairwater", page.Page.DocumentElement.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_signs_out_is_a_stranger_again()
    {
        using var visitor = await Visitor.SignedInAsync(await demo.App, "owner@demo.example");
        var work = await visitor.GoAsync("/demo");
        var link = work.Page.QuerySelectorAll("header a").Single(a => a.TextContent == "Sign out");
        Assert.Equal("Sign in", (await visitor.GoAsync(link.GetAttribute("href")!)).Heading);
        Assert.Equal("Sign in", (await visitor.GoAsync("/demo")).Heading);
    }

    [Theory]
    [InlineData("/demo/entries?q=a", "/demo/entries?q=a")]
    [InlineData("/", "/")]
    [InlineData(null, "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/demo\r\nSet-Cookie: a=b", "/")]
    public void The_way_back_stays_on_this_site(string? asked, string way) => Assert.Equal(way, SignInPage.LocalOrStart(asked));
}
