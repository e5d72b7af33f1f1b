using RiskRegister.Entries;
using Xunit;

namespace RiskRegister.Tests.Entries;

/// <summary>Texts that nobody could read are refused with words that say why.</summary>
public sealed class ChecksTests
{
    [Theory]
    [InlineData("\u200B")]
    [InlineData("\u200D\u2060\uFEFF")]
    [InlineData("\u00AD")]
    [InlineData("\u202E \u202C")]
    [InlineData("\u3164")]
    [InlineData("\u2800")]
    [InlineData("\u0301")]
    [InlineData("\u0001\u0007")]
    public void A_title_has_something_that_can_be_seen(string title)
    {
        Assert.Contains("invisible", Rules(c => c.Required("title", title, "Enter a title.", Checks.MaxTitle)));
        Assert.Contains("invisible", Rules(c => c.Optional("notes", title)));
        Assert.Contains("bad-name", Rules(c => c.Names("tags", [title])));
    }

    [Theory]
    [InlineData("a\u0000b")]
    [InlineData("a\u0007")]
    [InlineData("\u001B[31mred")]
    [InlineData("a\u0085b")]
    public void No_text_has_control_characters(string text)
    {
        Assert.Equal(["control-characters"], Rules(c => c.Required("title", text, "Enter a title.", Checks.MaxTitle)));
        Assert.Equal(["control-characters"], Rules(c => c.Optional("notes", text)));
        Assert.Equal(["control-characters"], Rules(c => c.Names("tags", [text])));
    }

    [Theory]
    [InlineData("One\nTwo")]
    [InlineData("One\r\nTwo")]
    [InlineData("One\tTwo")]
    public void Only_long_texts_have_line_breaks_and_tabs(string text)
    {
        Assert.Empty(Rules(c => c.Required("reason", text, "Enter why.")));
        Assert.Equal(["control-characters"], Rules(c => c.Required("title", text, "Enter a title.", Checks.MaxTitle)));
    }

    [Theory]
    [InlineData("Łódź")]
    [InlineData("नमस्ते")]
    [InlineData("👩‍🔧 fails")]
    [InlineData("می‌خواهم")]
    [InlineData("7")]
    public void Texts_of_all_languages_are_taken(string text)
    {
        Assert.Empty(Rules(c => c.Required("title", text, "Enter a title.", Checks.MaxTitle).Names("tags", [text])));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void What_may_be_left_out_may_be_empty(string? text) => Assert.Empty(Rules(c => c.Optional("notes", text)));

    private static IEnumerable<string> Rules(Func<Checks, Checks> check) => check(new Checks()).Refusals.Select(r => r.Rule);
}
