using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using RiskRegister.Digests.Overriding;
using RiskRegister.Tests.Web;
using RiskRegister.Web.Rendering;
using RiskRegister.Web.Texts;
using Scriban.Runtime;
using Xunit;

namespace RiskRegister.Tests.Digests;

public sealed class MailTests
{
    private static readonly Templates Templates = new(Templates.Folder);

    public static TheoryData<string, string, string> All =>
        [
            .. from name in SampleMails.Names
            from sample in SampleMails.Samples
            from language in Wording.Languages
            select (name, sample, language),
        ];

    public static TheoryData<string, string, string> InHtml =>
        [.. All.Select(row => row.Data).Where(mail => mail.Item1.EndsWith(".html", StringComparison.Ordinal))];

    [Fact]
    public void Every_mail_has_samples_and_a_part_in_html_and_one_in_text()
    {
        var mails = Templates.Names.Where(name =>
            name.StartsWith("mail/", StringComparison.Ordinal) && name.Split('/').Length == 2
        );

        Assert.Equal(mails.Order(), SampleMails.Names.Order());
        Assert.All(SampleMails.Names, name => Assert.Contains(Path.ChangeExtension(name, ".txt"), SampleMails.Names));
    }

    [Theory]
    [MemberData(nameof(InHtml))]
    public void A_mail_is_tables_and_inline_styles_of_600_pixels_without_images_scripts_or_other_files(
        string name,
        string sample,
        string language
    )
    {
        var page = Parse(Render(name, sample, language));

        Assert.Empty(page.QuerySelectorAll("img, script, link, iframe, object, form, svg"));
        Assert.Equal("width=device-width, initial-scale=1", page.QuerySelector("meta[name=viewport]")!.GetAttribute("content"));
        Assert.Equal("light dark", page.QuerySelector("meta[name=color-scheme]")!.GetAttribute("content"));
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("600", page.QuerySelector("table.card")!.GetAttribute("width"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Single(page.QuerySelectorAll("style"));
        Assert.All(
            page.QuerySelectorAll("a"),
            a => Assert.StartsWith("https://register.example/", a.GetAttribute("href"), StringComparison.Ordinal)
        );
        Assert.All(
            page.QuerySelectorAll("table"),
            table =>
                Assert.Equal(
                    table.QuerySelector("tr > th") is null || table.QuerySelector("table") is not null,
                    table.HasAttribute("role")
                )
        );
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_text_of_a_mail_becomes_more_than_text(string name, string sample, string language)
    {
        var model = ModelOf(name, sample, language);
        Hostile.Spoil(model);
        var texts = Texts(model).Distinct().ToList();
        var mail = Templates.Render(name, model, LocaleOf(language));

        Assert.NotEmpty(texts);
        Assert.Contains("{{ 6 * 7 }}", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("\u0007", mail, StringComparison.Ordinal);
        if (name.EndsWith(".txt", StringComparison.Ordinal))
        {
            Assert.Contains("<script>x()</script>", mail, StringComparison.Ordinal);
            Assert.Contains("&lt;b&gt;", mail, StringComparison.Ordinal);
            return;
        }

        var page = Parse(mail);
        Assert.Empty(page.QuerySelectorAll("script, img, b"));
        Assert.DoesNotContain(
            page.All.SelectMany(element => element.Attributes),
            attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)
        );
        Assert.Contains(Hostile.Visible, page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_text_that_a_mail_is_given_is_told(string name, string sample, string language)
    {
        var model = ModelOf(name, sample, language);
        var expected = Texts(model).Where(text => text.Length > 0).ToList();
        var mail = Render(name, sample, language);
        var told = name.EndsWith(".html", StringComparison.Ordinal)
            ? Parse(mail).DocumentElement.OuterHtml + Parse(mail).Body!.TextContent
            : mail;

        // The kind of a section is for templates that show one of them otherwise.
        string[] kinds =
        [
            "decisions",
            "overdue",
            "soon",
            "changed",
            "top-risks",
            "top-opportunities",
            "up",
            "down",
            "new",
            "closed",
            "realised",
        ];
        var missing = expected.Where(text => !told.Contains(text, StringComparison.OrdinalIgnoreCase)).Except(kinds);
        // As text, a matrix names only the columns and levels that something is in.
        Assert.Empty(name == "mail/stakeholders.txt" ? missing.Except(NamesOfMatrices(model)) : missing);
    }

    [Fact]
    public void A_matrix_names_its_rows_and_columns_and_tells_counts_and_levels_in_words()
    {
        var table = Parse(Render("mail/stakeholders.html", "full", "en")).QuerySelectorAll("table:not([role])")[0];

        Assert.Equal(5, table.QuerySelectorAll("th[scope=col]").Length);
        Assert.Equal("Almost certain", table.QuerySelectorAll("th[scope=row]")[0].TextContent);
        Assert.Equal(25, table.QuerySelectorAll("td[class*=risk]").Length);
        Assert.Contains(
            table.QuerySelectorAll("td[class*=risk]"),
            cell => cell.TextContent.EndsWith("Very high", StringComparison.Ordinal)
        );
    }

    private static IEnumerable<string> NamesOfMatrices(Model model) =>
        model["matrices"] is ScriptArray matrices ? matrices.SelectMany(matrix => Texts(matrix)) : [];

    private static IEnumerable<string> Texts(object? value) =>
        value switch
        {
            string text => [text],
            ScriptObject nested => nested.Values.SelectMany(Texts),
            ScriptArray list => list.SelectMany(Texts),
            _ => [],
        };

    private static string Render(string name, string sample, string language) =>
        Templates.Render(name, ModelOf(name, sample, language), LocaleOf(language));

    private static Model ModelOf(string name, string sample, string language) =>
        Model.Of(SampleMails.ModelOf(name, sample, LocaleOf(language)));

    private static Locale LocaleOf(string language) => Locale.Of(TimeZoneInfo.Utc, language);

    private static IDocument Parse(string html) => new HtmlParser().ParseDocument(html);
}
