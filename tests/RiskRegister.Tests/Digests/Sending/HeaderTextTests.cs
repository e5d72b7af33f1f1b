using RiskRegister.Digests.Sending;
using Xunit;

namespace RiskRegister.Tests.Digests.Sending;

public sealed class HeaderTextTests
{
    [Theory]
    [InlineData("Olga\r\nBcc: all@evil.example", "Olga Bcc: all@evil.example")]
    [InlineData("Olga\nX: y\rZ: a", "Olga X: y Z: a")]
    [InlineData("a\u2028b\u2029c\u0085d\u000Be\u000Cf", "a b c d e f")]
    [InlineData("  a \t b  ", "a b")]
    [InlineData("\u202Eevil\u2066", "evil")]
    [InlineData("broken \uD800 pair", "broken pair")]
    [InlineData("Zoë Ångström 北京", "Zoë Ångström 北京")]
    [InlineData(null, "")]
    public void A_text_is_one_line_without_what_could_be_taken_for_something_else(string? text, string line) =>
        Assert.Equal(line, HeaderText.Of(text));

    [Fact]
    public void A_long_text_ends_where_a_character_ends()
    {
        var line = HeaderText.Of(string.Concat(Enumerable.Repeat("👩🏽‍🔧", 100)));

        Assert.True(line.Length <= 200);
        Assert.EndsWith("👩🏽‍🔧…", line, StringComparison.Ordinal);
    }
}
