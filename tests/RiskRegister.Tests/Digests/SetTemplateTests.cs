using RiskRegister.Digests.Overriding;
using RiskRegister.Web.Rendering;
using Xunit;

namespace RiskRegister.Tests.Digests;

public sealed class SetTemplateTests
{
    private const string Name = "mail/digest.txt";
    private static readonly Templates Shipped = new(Templates.Folder);

    [Fact]
    public void A_shipped_template_is_none_that_would_be_refused() =>
        Assert.All(SampleMails.Names, name => Assert.Empty(TemplateTrial.Problems(Shipped, name, Shipped.TextOf(name))));

    [Fact]
    public void A_template_that_renders_is_kept_with_its_reason()
    {
        var decision = Decide("Hello {{ name }}, {{ text \"digest.totals\" { count: totals.entries } }}");

        Assert.Empty(decision.Refusals);
        Assert.Equal(("template-set", "Ours"), (decision.Change!.Name, decision.Change.Why));
        Assert.Equal("template:mail-digest.txt", decision.Change.After.Id);
    }

    [Theory]
    [InlineData("Hello\n  {{ if x", "Line 2, column ")]
    [InlineData("Hello\n  {{ nobody }}", "Line 2, column 6: ")]
    [InlineData("{{ name.length }}", "Line 1, column ")]
    [InlineData("\n\n{{ text \"no.such.text\" }}", "Line 3, column ")]
    [InlineData("{{ text \"digest.hello\" { name: name } }}", "needs a value `date`")]
    [InlineData("{{ partial \"pages/my-work\" }}", "There is no template pages/my-work.txt")]
    [InlineData("{{ include \"mail/digest.txt\" }}", "Line 1, column ")]
    [InlineData("{{ partial \"mail/digest\" }}", "Line 1, column ")]
    [InlineData("{{ layout = \"layout/page\" }}", "There is no template layout/page.txt")]
    [InlineData("{{ for i in 1..1000000000; end }}", "Line 1, column ")]
    [InlineData("{{ while true; end }}", "Line 1, column ")]
    [InlineData("{{ func f; f; end; f }}", "Line 1, column ")]
    [InlineData("{{ a = \"x\"; for i in 1..60; a = a + a; end; a }}", "Line 1, column ")]
    [InlineData("{{ \"x\" * 2000000000 }}", "Line 1, column ")]
    [InlineData("{{ \"x\" | string.pad_left 2000000000 }}", "Line 1, column ")]
    [InlineData(
        "{{ for s in sections; for i in 1..9; for t in sections; for j in 1..9; for k in 1..9; \"0123456789\"; end; end; end; end; end }}",
        ""
    )]
    public void A_template_that_does_not_render_is_refused_with_line_and_column(string text, string message)
    {
        var refusal = Assert.Single(Decide(text).Refusals);

        Assert.Equal(("text", "template-fails"), (refusal.Field, refusal.Rule));
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "Ours", "text required")]
    [InlineData("  ", "Ours", "text required")]
    [InlineData("Hello", null, "reason required")]
    public void Text_and_reason_are_required(string? text, string? reason, string rule)
    {
        var refusal = Assert.Single(SetTemplate.Decide(new(text, reason), Name, null, Shipped, "demo").Refusals);

        Assert.Equal(rule, $"{refusal.Field} {refusal.Rule}");
    }

    [Fact]
    public void A_template_is_not_longer_than_64_KB() =>
        Assert.Equal("too-long", Assert.Single(Decide(new string('x', 65_537)).Refusals).Rule);

    [Fact]
    public void A_template_that_works_only_in_one_language_or_for_one_sample_is_refused()
    {
        Assert.NotEmpty(Decide("{{ if (text \"language\") == \"fr\"; nothing; end }}").Refusals);
        Assert.NotEmpty(Decide("{{ sections[0].heading }}").Refusals);
    }

    [Fact]
    public void A_reset_needs_a_template_of_the_agencys_own_and_a_reason()
    {
        var own = new MailTemplate("demo", Name, "Hello");

        Assert.Null(ResetTemplate.Decide(new("Enough"), own).Change!.After.Text);
        Assert.Equal(
            "not-overridden",
            Assert.Single(ResetTemplate.Decide(new("Enough"), own with { Text = null }).Refusals).Rule
        );
        Assert.Equal("required", Assert.Single(ResetTemplate.Decide(new(" "), own).Refusals).Rule);
    }

    private static RiskRegister.Register.Records.RecordDecision<MailTemplate> Decide(string text) =>
        SetTemplate.Decide(new(text, "Ours"), Name, null, Shipped, "demo");
}
