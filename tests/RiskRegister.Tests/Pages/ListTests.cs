using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using RiskRegister.Tests.EndToEnd;
using Xunit;

namespace RiskRegister.Tests.Pages;

public sealed class ListTests(DemoApp demo)
{
    [Fact]
    public async Task A_long_list_goes_on_with_its_filters_and_counts_once()
    {
        var app = await demo.App;
        var word = $"page{Guid.NewGuid():N}";
        await Task.WhenAll(
            Enumerable
                .Range(0, 55)
                .Select(i => app.PostAsync("/api/demo/entries", $$"""{"kind":"opportunity","title":"{{word}} {{i}}"}"""))
        );
        using var visitor = await Visitor.SignedInAsync(app, "reader@demo.example");

        var first = await visitor.GoAsync($"/demo/entries?q={word}&sort=changed");
        Assert.Equal(50, first.Page.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("55 entries", first.Text, StringComparison.Ordinal);
        Assert.Equal(word, first.Value("q"));

        var next = first.Page.QuerySelector<IHtmlAnchorElement>("[rel=next]")!.GetAttribute("href")!;
        Assert.Contains($"q={word}", next, StringComparison.Ordinal);
        var second = await visitor.GoAsync(next);
        Assert.Equal(5, second.Page.QuerySelectorAll("tbody tr").Length);
        Assert.DoesNotContain("55 entries", second.Text, StringComparison.Ordinal);
        Assert.Equal(55, References(first).Union(References(second)).Count());
    }

    [Fact]
    public async Task Filters_narrow_the_list_and_are_shown_as_they_were_set()
    {
        using var visitor = await Visitor.SignedInAsync(await demo.App, "owner@demo.example");
        var list = await visitor.GoAsync(
            "/demo/entries?kind=risk&standing=outside-appetite&owner=owner%40demo.example&sort=level"
        );
        Assert.NotEmpty(References(list));
        Assert.All(References(list), reference => Assert.StartsWith("R-", reference, StringComparison.Ordinal));
        Assert.All(
            list.Page.QuerySelectorAll("tbody tr"),
            row => Assert.Contains("Outside appetite", row.TextContent, StringComparison.Ordinal)
        );
        Assert.Equal(("risk", "owner@demo.example", "level"), (list.Value("kind"), list.Value("owner"), list.Value("sort")));
    }

    [Fact]
    public async Task A_search_that_finds_nothing_says_so()
    {
        using var visitor = await Visitor.SignedInAsync(await demo.App, "owner@demo.example");
        var list = await visitor.GoAsync("/demo/entries?q=nothing-has-this");
        Assert.Contains("No entry matches", list.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/demo/entries?kind=threat", 400)]
    [InlineData("/demo/entries?continuation=made-up", 400)]
    [InlineData("/demo/entries/R-9999", 404)]
    [InlineData("/demo/entries/settings", 404)]
    [InlineData("/demo/entries/R-0001/nothing", 404)]
    [InlineData("/other/entries", 404)]
    [InlineData("/api/entries/x/y", 404)]
    public async Task Addresses_that_lead_nowhere_are_answered_in_kind(string address, int status)
    {
        using var visitor = await Visitor.SignedInAsync(await demo.App, "owner@demo.example");
        var answer = await visitor.GoAsync(address);
        Assert.Equal(status, answer.Status);
        Assert.Equal(!address.StartsWith("/api", StringComparison.Ordinal), answer.Page.QuerySelectorAll("main h1").Length == 1);
    }

    private static IEnumerable<string> References(Visit list) =>
        list.Page.QuerySelectorAll("tbody th").Select(cell => cell.Text());
}
