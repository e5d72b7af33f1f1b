using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using RiskRegister.Web;
using RiskRegister.Web.Rendering;
using Xunit;

namespace RiskRegister.Tests.Web;

public sealed class PageTests
{
    private static readonly Templates Templates = new(Templates.Folder);
    private static readonly RiskRegister.Web.Pages Pages = new(Templates, new AssetFiles(AssetFiles.Folder));

    private static readonly string[] AddressAttributes = ["href", "src", "action"];

    public static TheoryData<string> SampleNames => [.. Samples.All.Keys];

    [Fact]
    public void Every_page_has_a_sample()
    {
        var pages = Templates.Names.Where(name => name.StartsWith("pages/", StringComparison.Ordinal)).Order();
        var samples = Samples.All.Keys.Select(name => $"pages/{name.Split(':')[0]}.html").Distinct().Order();
        Assert.Equal(pages, samples);
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void A_page_is_well_formed(string sample)
    {
        var page = Parse(Render(sample));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Single(page.QuerySelectorAll("main"));
        Assert.EndsWith("Risk register", page.Title, StringComparison.Ordinal);
        AssertIdsAreUnique(page);
        AssertControlsAreLabelled(page);
        AssertTablesAreDescribed(page);
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void A_page_keeps_to_the_content_security_policy(string sample)
    {
        var page = Parse(Render(sample));
        Assert.Empty(page.QuerySelectorAll("script, style, [style], iframe, object, embed, base"));
        AssertNothingLeadsElsewhere(page);
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void No_text_becomes_more_than_text(string sample)
    {
        var model = Model.Of(Samples.All[sample]);
        Hostile.Spoil(model);
        var markup = Pages.Render(sample.Split(':')[0], model, Samples.Frame());
        var page = Parse(markup);
        Assert.Empty(page.QuerySelectorAll("script, img, b"));
        Assert.DoesNotContain(
            page.All.SelectMany(element => element.Attributes),
            attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)
        );
        Assert.DoesNotContain("\u202E", markup, StringComparison.Ordinal);
        Assert.DoesNotContain("\u0007", markup, StringComparison.Ordinal);
        AssertNothingLeadsElsewhere(page);
        AssertIdsAreUnique(page);
        AssertControlsAreLabelled(page);
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void Errors_are_listed_with_links_to_their_fields_and_said_in_the_title(string sample)
    {
        var page = Parse(Render(sample));
        var links = page.QuerySelectorAll<IHtmlAnchorElement>(".govuk-error-summary__list a");
        Assert.Equal(sample.EndsWith(":refused", StringComparison.Ordinal), links.Any());
        Assert.Equal(links.Any(), page.Title!.StartsWith("Error: ", StringComparison.Ordinal));
        foreach (var link in links)
        {
            var field = page.GetElementById(link.GetAttribute("href")![1..]);
            Assert.NotNull(field);
            Assert.Contains(
                link.TextContent,
                field.Closest(".govuk-form-group--error, td")!.TextContent,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void A_refused_form_keeps_what_was_entered()
    {
        var page = Parse(Render("entries/raise:refused"));
        Assert.Equal("Payments", ((IHtmlInputElement)page.GetElementById("title")!).Value);
    }

    [Fact]
    public void Hostile_text_is_shown_as_it_was_written()
    {
        var model = Model.Of(Samples.All["errors/message"]);
        Hostile.Spoil(model);
        var page = Parse(Pages.Render("errors/message", model, Samples.Frame()));
        Assert.StartsWith(Hostile.Visible, page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_notice_stands_above_the_page()
    {
        var page = Parse(Pages.Render("my-work", Samples.All["my-work"], Samples.Frame(Notices.Text("raised"))));
        Assert.Contains("has been raised", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_keeps_its_filters_in_the_address_of_the_next_page()
    {
        var page = Parse(Render("entries/list"));
        Assert.Equal(
            "/demo/entries?sort=level&kind=risk&continuation=eyJ0b2tlbiI6MX0%3D",
            page.QuerySelector("[rel=next]")!.GetAttribute("href")
        );
    }

    [Theory]
    [InlineData(403, "You may not do this")]
    [InlineData(404, "Page not found")]
    [InlineData(503, "Something went wrong")]
    public void An_error_page_has_the_status_and_the_words_for_it(int status, string heading)
    {
        var result = Pages.Error(status, Frame.Bare);
        Assert.Equal(status, result.StatusCode);
        Assert.Equal(heading, Parse(result.Content!).QuerySelector("h1")!.TextContent);
    }

    private static string Render(string sample) => Pages.Render(sample.Split(':')[0], Samples.All[sample], Samples.Frame());

    private static IHtmlDocument Parse(string markup) => new HtmlParser().ParseDocument(markup);

    private static void AssertIdsAreUnique(IDocument page)
    {
        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
        foreach (var reference in page.QuerySelectorAll("[aria-labelledby]").Select(e => e.GetAttribute("aria-labelledby")))
            Assert.Contains(reference, ids);
        foreach (var element in page.QuerySelectorAll("[aria-describedby]").Where(e => !Spoiled(e)))
            Assert.All(element.GetAttribute("aria-describedby")!.Split(' '), id => Assert.Contains(id, ids));
    }

    private static bool Spoiled(IElement element) =>
        element.GetAttribute("aria-describedby")!.Contains("javascript", StringComparison.Ordinal);

    private static void AssertControlsAreLabelled(IDocument page)
    {
        var labels = page.QuerySelectorAll<IHtmlLabelElement>("label").ToLookup(label => label.HtmlFor);
        foreach (var control in page.QuerySelectorAll("input:not([type=hidden]), select, textarea"))
            Assert.False(string.IsNullOrWhiteSpace(Assert.Single(labels[control.Id]).TextContent));
        Assert.All(page.QuerySelectorAll("button, a[href]"), link => Assert.False(string.IsNullOrWhiteSpace(link.TextContent)));
    }

    private static void AssertTablesAreDescribed(IDocument page)
    {
        foreach (var table in page.QuerySelectorAll<IHtmlTableElement>("table"))
        {
            Assert.NotNull(table.Caption);
            Assert.All(table.QuerySelectorAll("th"), header => Assert.True(header.GetAttribute("scope") is "col" or "row"));
            Assert.All(table.Rows, row => Assert.Equal(table.Rows[0].Cells.Length, row.Cells.Length));
        }
    }

    private static void AssertNothingLeadsElsewhere(IDocument page)
    {
        var addresses = page.All.SelectMany(element => AddressAttributes.Select(element.GetAttribute));
        Assert.All(
            addresses.OfType<string>(),
            address =>
                Assert.True(
                    address[0] is '#' or '?' || (address[0] is '/' && !address.StartsWith("//", StringComparison.Ordinal)),
                    address
                )
        );
    }
}
