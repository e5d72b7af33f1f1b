using Microsoft.AspNetCore.Http;
using RiskRegister.Web;
using Xunit;

namespace RiskRegister.Tests.Web;

public sealed class FormTests
{
    [Fact]
    public void A_posted_form_keeps_all_values_and_gives_trimmed_text()
    {
        var form = Form.Of(
            new FormCollection(
                new()
                {
                    ["title"] = "  Late  ",
                    ["processes"] = new(["a", "b"]),
                    ["empty"] = " ",
                }
            )
        );
        Assert.Equal("Late", form.Text("title"));
        Assert.Equal(["a", "b"], form.Values["processes"]);
        Assert.Null(form.Text("empty"));
        Assert.Null(form.Text("missing"));
    }

    [Fact]
    public void A_day_survives_being_taken_apart_and_put_together()
    {
        var day = new DateOnly(2027, 3, 1);
        Assert.Equal(day, Form.Of(Form.Parts("due", day)).Day("due"));
    }

    [Theory]
    [InlineData("31", "2", "2027")]
    [InlineData("", "", "")]
    [InlineData("1", "3", null)]
    [InlineData("1st", "3", "2027")]
    public void What_is_no_day_gives_none(string? day, string? month, string? year) =>
        Assert.Null(Form.Of(("due-day", day), ("due-month", month), ("due-year", year)).Day("due"));

    [Fact]
    public void A_notice_is_said_only_for_a_known_key()
    {
        Assert.Equal("/demo/entries/R-0001?done=raised", Notices.Address("/demo/entries/R-0001", "raised"));
        Assert.NotNull(Notices.Text("raised"));
        Assert.Null(Notices.Text("Call 555 0123 now"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Notices.Address("/demo", "unknown"));
    }
}
