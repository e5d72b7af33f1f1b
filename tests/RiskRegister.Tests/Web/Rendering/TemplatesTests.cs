using System.Globalization;
using RiskRegister.Web.Rendering;
using Xunit;

namespace RiskRegister.Tests.Web.Rendering;

public sealed class TemplatesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_template_that_does_not_parse_fails_the_start_with_file_line_and_column()
    {
        Write("pages/broken.html", "one\n{{ for x in }}");
        Write("pages/worse.html", "{{ if }}");
        var failure = Assert.Throws<TemplateException>(() => new Templates(_folder.Path));
        Assert.Contains("pages/broken.html(2,", failure.Message, StringComparison.Ordinal);
        Assert.Contains("pages/worse.html(1,", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ nothing }}")]
    [InlineData("{{ person.shoe_size }}")]
    [InlineData("{{ person.nothing.at_all }}")]
    [InlineData("{{ person[\"nothing\"] }}")]
    [InlineData("{{ person.name.length }}")]
    [InlineData("{{ include 'pages/x.html' }}")]
    [InlineData("{{ object.eval '1' }}")]
    [InlineData("{{ date.now }}")]
    [InlineData("{{ partial 'partials/nothing' }}")]
    [InlineData("{{ string.empty = 1 }}")]
    [InlineData("{{ for i in 1..1000000000; end }}")]
    [InlineData("{{ func f; f; end; f }}")]
    public void A_template_that_asks_for_what_is_not_there_fails_with_its_place(string text)
    {
        Write("pages/x.html", "\n" + text);
        var failure = Assert.Throws<TemplateException>(() => Render("pages/x.html", new { Person = new { Name = "Ann" } }));
        Assert.Contains("pages/x.html(2,", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_object_is_no_text() =>
        Assert.Throws<TemplateException>(() => RenderText("x.html", "{{ person }}", new { Person = new { Name = "Ann" } }));

    [Fact]
    public void Values_are_encoded_in_html_and_written_as_they_are_in_text()
    {
        var model = new { Name = "<b>\u202E\u0007 & \"O'Neil\"" };
        Assert.Equal("&lt;b&gt; &amp; &quot;O&#x27;Neil&quot;", RenderText("x.html", "{{ name }}", model));
        Assert.Equal("<b> & \"O'Neil\"", RenderText("x.txt", "{{ name }}", model));
    }

    [Fact]
    public void Markup_joined_with_text_is_encoded_like_text()
    {
        Write("partials/bold.html", "<b>{{ content }}</b>");
        var markup = RenderText(
            "x.html",
            "{{ wrap partial 'partials/bold' }}{{ name }}{{ end }}|{{ '' + (partial 'partials/bold' { content: 1 }) }}",
            new { Name = "<i>" }
        );
        Assert.Equal("<b>&lt;i&gt;</b>|&lt;b&gt;1&lt;/b&gt;", markup);
    }

    [Fact]
    public void A_partial_sees_its_arguments_and_nothing_of_the_page()
    {
        Write("partials/name.html", "{{ defaults { greeting: 'Hello' } }}{{ greeting }} {{ name }}");
        Assert.Equal("Hello Ann", RenderText("x.html", "{{ partial 'partials/name' { name: 'Ann' } }}", new { greeting = "Hi" }));
        Assert.Throws<TemplateException>(() => RenderText("y.html", "{{ partial 'partials/name' }}", new { name = "Ann" }));
    }

    [Fact]
    public void A_layout_gets_the_content_the_blocks_and_what_the_page_assigned()
    {
        Write("layout/page.html", "{{ defaults { foot: 'none' } }}<title>{{ title }}</title>{{ side }}|{{ content }}|{{ foot }}");
        var page =
            "{{ layout = 'layout/page'; title = 'A & B' }}{{ wrap block 'side' }}<i>{{ name }}</i>{{ end }}<p>{{ name }}</p>";
        Assert.Equal("<title>A &amp; B</title><i>&gt;</i>|<p>&gt;</p>|none", RenderText("x.html", page, new { Name = ">" }));
    }

    [Fact]
    public void Loops_are_limited_by_the_size_of_the_model_and_not_below_it()
    {
        var rows = Enumerable.Range(0, 5_000).Select(row => new { Cells = new[] { row, row } }).ToList();
        var text = RenderText("x.txt", "{{ for row in rows; for cell in row.cells; '.'; end; end }}", new { Rows = rows });
        Assert.Equal(10_000, text.Length);
    }

    [Fact]
    public void Days_moments_and_numbers_are_written_in_the_culture_and_zone_of_the_agency()
    {
        var model = new
        {
            Day = new DateOnly(2026, 8, 1),
            At = new DateTimeOffset(2026, 7, 31, 23, 5, 0, TimeSpan.Zero),
            Sum = 1234.5m,
            Count = 1200,
        };
        var text = "{{ day }}, {{ at }}, {{ at | iso }}, {{ sum }}, {{ plural count 'entry' 'entries' }}, {{ count }}";
        var paris = new Locale(CultureInfo.GetCultureInfo("de-DE"), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));
        Write("x.txt", text);
        var templates = new Templates(_folder.Path);
        Assert.Equal(
            "1 August 2026, 31 July 2026 at 23:05, 2026-07-31T23:05:00Z, 1234.5, 1,200 entries, 1200",
            templates.Render("x.txt", model)
        );
        Assert.StartsWith(
            "1 August 2026, 1 August 2026 at 01:05, 2026-07-31T23:05:00Z, 1234,5, 1.200",
            templates.Render("x.txt", model, paris),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("{{ path 'a b' '../c' 'd?e#f' }}", "/a%20b/..%2Fc/d%3Fe%23f")]
    [InlineData("{{ path 'a' '..' }}", "/a/-")]
    [InlineData("{{ query { a: 'x&y', b: '', c: 1 } { c: 2 } }}", "?a=x%26y&c=2")]
    [InlineData("{{ 'javascript:x()' | local }}", "#")]
    [InlineData("{{ '//elsewhere' | local }}", "#")]
    [InlineData("{{ '/\\\\elsewhere' | local }}", "#")]
    [InlineData("{{ '/here?x=1' | local }}", "/here?x=1")]
    [InlineData("{{ 'outsideAppetite' | words }}", "Outside appetite")]
    [InlineData("{{ 'plan-action' | words }}", "Plan action")]
    [InlineData("{{ if '' || [] }}yes{{ else }}no{{ end }}", "no")]
    public void The_functions_of_templates_do_what_their_names_say(string text, string expected) =>
        Assert.Equal(expected, RenderText("x.txt", text, new { }));

    [Fact]
    public void A_render_leaves_nothing_for_the_next()
    {
        Write("x.txt", "{{ seen = (count > 1) ? again : 1; again = 2; seen }}");
        var templates = new Templates(_folder.Path);
        Assert.Equal("1", templates.Render("x.txt", new { Count = 1 }));
        Assert.Throws<TemplateException>(() => templates.Render("x.txt", new { Count = 2 }));
    }

    private string RenderText(string name, string text, object model)
    {
        Write(name, text);
        return Render(name, model);
    }

    private string Render(string name, object model) => new Templates(_folder.Path).Render(name, model);

    private void Write(string name, string text)
    {
        var file = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
