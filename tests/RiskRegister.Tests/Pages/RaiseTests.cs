using RiskRegister.Tests.EndToEnd;
using RiskRegister.Tests.Web;
using Xunit;

namespace RiskRegister.Tests.Pages;

public sealed class RaiseTests(DemoApp demo)
{
    private static readonly string[] Texts = ["title", "cause", "event", "consequence", "category", "processes"];
    private static readonly string[] Verbs = ["assess", "respond", "add-control", "plan-action", "review", "close"];

    [Fact]
    public async Task A_contributor_raises_a_risk_and_comes_to_its_page()
    {
        using var visitor = await Visitor.SignedInAsync(await demo.App, "contributor@demo.example");
        var choice = await visitor.GoAsync("/demo/entries/raise");
        Assert.Equal("What do you want to raise?", choice.Heading);

        var form = await visitor.GoAsync("/demo/entries/raise?kind=risk");
        var entry = await visitor.SubmitAsync(
            form,
            ("title", "The lift gets stuck"),
            ("cause", "It is old"),
            ("owner", "owner@demo.example"),
            ("processes", "Keep records")
        );

        Assert.Equal((200, "The entry has been raised"), (entry.Status, entry.Notice));
        Assert.Equal("The lift gets stuck", entry.Heading);
        Assert.Contains("It is old", entry.Text, StringComparison.Ordinal);
        Assert.Contains("Odessa Finch", entry.Text, StringComparison.Ordinal);
        Assert.Contains("Keep records", entry.Text, StringComparison.Ordinal);
        Assert.Empty(entry.Page.QuerySelectorAll(".app-button-row a"));
    }

    [Fact]
    public async Task An_opportunity_is_asked_for_what_opportunities_are_told_by()
    {
        using var visitor = await Visitor.SignedInAsync(await demo.App, "manager@demo.example");
        var form = await visitor.GoAsync("/demo/entries/raise?kind=opportunity");
        Assert.Null(form.Page.GetElementById("cause"));
        var entry = await visitor.SubmitAsync(form, ("title", "Open on Saturdays"), ("benefit", "People need no day off"));
        Assert.Matches("^/demo/entries/O-[0-9]{4}", entry.Address);
        Assert.Contains("People need no day off", entry.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Going_on_without_a_kind_is_asked_again()
    {
        using var visitor = await Visitor.SignedInAsync(await demo.App, "owner@demo.example");
        var page = await visitor.GoAsync("/demo/entries/raise?kind=");
        Assert.Equal(400, page.Status);
        Assert.Equal([("kind", "Choose what you want to raise")], page.Errors);
    }

    [Fact]
    public async Task What_was_entered_stays_when_the_title_is_missing()
    {
        using var visitor = await Visitor.SignedInAsync(await demo.App, "owner@demo.example");
        var form = await visitor.GoAsync("/demo/entries/raise?kind=risk");
        var refused = await visitor.SubmitAsync(form, ("cause", "First line\r\nsecond line"), ("category", "Legal"));

        Assert.Equal(400, refused.Status);
        Assert.StartsWith("Error: ", refused.Page.Title!, StringComparison.Ordinal);
        Assert.Equal("title", Assert.Single(refused.Errors).Field);
        Assert.Equal("First line\nsecond line", refused.Value("cause"));
        Assert.Equal("Legal", refused.Value("category"));
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_raises_one_entry()
    {
        using var visitor = await Visitor.SignedInAsync(await demo.App, "owner@demo.example");
        var form = await visitor.GoAsync("/demo/entries/raise?kind=risk");
        var sent = await Task.WhenAll(
            visitor.SubmitAsync(form, ("title", "Sent twice")),
            visitor.SubmitAsync(form, ("title", "Sent twice"))
        );
        var again = await visitor.SubmitAsync(form, ("title", "Sent twice"));

        Assert.Equal(sent[0].Address, sent[1].Address);
        Assert.Equal(sent[0].Address, again.Address);
    }

    [Fact]
    public async Task Hostile_text_is_text_on_every_page_that_shows_it()
    {
        using var visitor = await Visitor.SignedInAsync(await demo.App, "owner@demo.example");
        var form = await visitor.GoAsync("/demo/entries/raise?kind=risk");
        var entry = await visitor.SubmitAsync(form, [.. Texts.Select(f => (f, Hostile.Entered))]);
        var address = entry.Address.Split('?')[0];
        var pages = new List<Visit> { entry, await visitor.GoAsync($"/demo/entries?q={Uri.EscapeDataString("<script>x()")}") };
        foreach (var verb in Verbs)
        {
            pages.Add(await visitor.GoAsync($"{address}/{verb}"));
        }

        Assert.Equal(Hostile.Visible, entry.Heading);
        Assert.All(
            pages,
            page =>
            {
                Assert.Equal(200, page.Status);
                Assert.Contains(Hostile.Visible, page.Page.Body!.TextContent, StringComparison.Ordinal);
                Assert.Empty(page.Page.QuerySelectorAll("img, b, [onclick], [onerror]"));
            }
        );
    }

    [Fact]
    public async Task A_reader_may_not_raise()
    {
        using var visitor = await Visitor.SignedInAsync(await demo.App, "reader@demo.example");
        var page = await visitor.GoAsync("/demo/entries/raise");
        Assert.Equal((403, "You may not do this"), (page.Status, page.Heading));
        Assert.DoesNotContain(page.Page.QuerySelectorAll("nav a"), link => link.TextContent.Trim() == "Raise");
    }
}
