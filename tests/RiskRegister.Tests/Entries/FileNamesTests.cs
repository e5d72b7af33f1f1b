using FsCheck;
using FsCheck.Fluent;
using RiskRegister.Entries.Attaching;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class FileNamesTests
{
    [Theory]
    [InlineData("report.pdf", "report.pdf")]
    [InlineData(@"C:\Users\ada\report.pdf", "report.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie: x=1.pdf")]
    [InlineData("annual\u202Efdp.exe", "annualfdp.exe")]
    [InlineData("in\u200Bvis\uFEFFible\u2028.txt", "invisible.txt")]
    [InlineData("two\u00A0words.txt", "two words.txt")]
    [InlineData("evil.exe. . .", "evil.exe")]
    [InlineData("Prüfung – März.pdf", "Prüfung – März.pdf")]
    [InlineData("half \uD83D.pdf", "half .pdf")]
    [InlineData(" . ", "")]
    [InlineData(null, "")]
    public void A_name_shows_what_a_file_is_called_and_nothing_else(string? name, string clean)
    {
        Assert.Equal(clean, FileNames.Clean(name));
    }

    [Fact]
    public void A_long_name_is_shortened_before_its_ending()
    {
        var clean = FileNames.Clean(new string('x', 400) + ".pdf");

        Assert.Equal(FileNames.Most, clean.Length);
        Assert.EndsWith("x.pdf", clean, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_a_file_is_called_its_name_is_short_and_has_no_path_and_no_control_characters() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<string>(),
                name =>
                {
                    var clean = FileNames.Clean(name);
                    Assert.InRange(clean.Length, 0, FileNames.Most);
                    Assert.DoesNotContain(clean, c => char.IsControl(c) || c is '/' or '\\');
                    Assert.Equal(clean, FileNames.Clean(clean));
                }
            )
            .QuickCheckThrowOnFailure();
}
