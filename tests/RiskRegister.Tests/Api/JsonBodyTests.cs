using System.Text;
using Microsoft.AspNetCore.Http;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Entries.Acting;
using RiskRegister.Entries.Assessing;
using RiskRegister.Entries.Raising;
using RiskRegister.Entries.Responding;
using Xunit;

namespace RiskRegister.Tests.Api;

public sealed class JsonBodyTests
{
    [Fact]
    public void A_body_of_the_right_shape_is_read()
    {
        var command = Parse<RaiseEntry>("""{"kind":"risk","title":"Flood","processes":["Keep records"],"owner":null}""");

        Assert.Equal((EntryKind.Risk, "Flood", null), (command.Kind, command.Title, command.Owner));
        Assert.Equal(["Keep records"], command.Processes);
    }

    [Fact]
    public void What_is_missing_is_left_to_the_decision()
    {
        Assert.Equal(new RaiseEntry(), Parse<RaiseEntry>("{}"));
    }

    [Fact]
    public void A_mark_of_the_byte_order_is_passed_over()
    {
        Assert.Equal("Flood", Parse<RaiseEntry>("\uFEFF{\"title\":\"Flood\"}").Title);
    }

    [Theory]
    [InlineData("""{"title":5}""", "title", "Send a text.")]
    [InlineData("""{"title":{"a":1}}""", "title", "Send a text.")]
    [InlineData("""{"kind":"riks"}""", "kind", "Send one of the words \"risk\", \"opportunity\".")]
    [InlineData("""{"kind":0}""", "kind", "Send one of the words \"risk\", \"opportunity\".")]
    [InlineData("""{"kind":"0"}""", "kind", "Send one of the words \"risk\", \"opportunity\".")]
    [InlineData("""{"draft":"yes"}""", "draft", "Send true or false.")]
    [InlineData("""{"draft":null}""", "draft", "Send true or false.")]
    [InlineData("""{"processes":"x"}""", "processes", "Send a list of texts.")]
    [InlineData("""{"processes":["a",5]}""", "processes[1]", "Send a list of texts.")]
    [InlineData("""{"processes":[[[[[[[[[[[[[[[[[[[["a"]]]]]]]]]]]]]]]]]]]]}""", "processes[0]", "Send a list of texts.")]
    public void A_value_of_the_wrong_type_names_its_field_and_what_it_takes(string body, string field, string ask)
    {
        var refusal = Refused<RaiseEntry>(body, field);

        Assert.StartsWith(ask, refusal, StringComparison.Ordinal);
        Assert.Contains("(line 1, byte ", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("1.0")]
    [InlineData("\"1\"")]
    [InlineData("1e400")]
    [InlineData("99999999999")]
    [InlineData("true")]
    public void A_step_is_a_whole_number(string value)
    {
        var refusal = Refused<AssessEntry>($$"""{"likelihood":{{value}}}""", "likelihood");

        Assert.StartsWith("Send a whole number.", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"Risk\"")]
    [InlineData("\"RISK\"")]
    [InlineData("\"risk, opportunity\"")]
    [InlineData("\" risk\"")]
    [InlineData("\"0\"")]
    [InlineData("0")]
    [InlineData("\"\"")]
    public void A_word_is_taken_as_it_is_written_and_one_at_a_time(string value)
    {
        var refusal = Refused<RaiseEntry>($$"""{"kind":{{value}}}""", "kind");

        Assert.StartsWith("Send one of the words \"risk\", \"opportunity\".", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_of_several_parts_has_hyphens() =>
        Assert.Equal(ResponseKind.RemoveSource, Parse<RespondToEntry>("""{"response":"remove-source"}""").Response);

    [Theory]
    [InlineData("\"tomorrow\"")]
    [InlineData("\"2031-02-30\"")]
    [InlineData("\"18.06.2031\"")]
    [InlineData("\"2031-06-18T00:00:00Z\"")]
    [InlineData("20310618")]
    public void A_day_is_written_in_one_way(string value)
    {
        var refusal = Refused<PlanEntryAction>($$"""{"due":{{value}}}""", "due");

        Assert.StartsWith("Send a day, such as \"2031-06-18\".", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"titel":"x"}""", "titel")]
    [InlineData("""{"Title":"x"}""", "Title")]
    [InlineData("""{"a.b":1}""", "a.b")]
    [InlineData("""{"titel":{"a":[1,2,{"b":1}]}}""", "titel")]
    [InlineData("""{"x":[[[[[[[[[[[[[[[[[[[["a"]]]]]]]]]]]]]]]]]]]]}""", "x")]
    [InlineData("""{"":1}""", "")]
    public void A_field_that_is_unknown_is_refused_by_name(string body, string field)
    {
        Assert.StartsWith("This field is unknown here.", Refused<RaiseEntry>(body, field), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"title":"a","title":"b"}""")]
    [InlineData("""{"title":"a","kind":"risk","title":"a"}""")]
    [InlineData("""{"title":"a","t\u0069tle":"b"}""")]
    public void A_field_that_is_there_twice_is_refused_by_name(string body)
    {
        Assert.StartsWith("This field is there twice.", Refused<RaiseEntry>(body, "title"), StringComparison.Ordinal);
        Assert.StartsWith(
            "This field is there twice.",
            Refused<PlanEntryAction>("""{"due":null,"due":null}""", "due"),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("{\"title\":\"a\u00ff\"}", "title")]
    [InlineData("{\"processes\":[\"a\",\"\u00ff\"]}", "processes[1]")]
    [InlineData("{\"kind\":\"\u00ff\"}", "kind")]
    [InlineData("\u00ff", "")]
    public void Text_that_is_not_UTF_8_is_refused(string latin, string field)
    {
        var refusal = Assert.Throws<BadBodyException>(() => JsonBody.Parse<RaiseEntry>(Encoding.Latin1.GetBytes(latin)));

        Assert.Equal(field, refusal.Field);
        Assert.StartsWith("The text is not valid UTF-8", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"title":"\ud800"}""", "title")]
    [InlineData("""{"processes":["ok","\udc00"]}""", "processes[1]")]
    public void Half_a_character_is_refused(string body, string field)
    {
        Assert.StartsWith("An escaped character is only half there", Refused<RaiseEntry>(body, field), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"title":"a"} x""", "")]
    [InlineData("""{"title":"a"}{"title":"b"}""", "")]
    [InlineData("""{"title":"a",}""", "")]
    [InlineData("""{/* no */"title":"a"}""", "")]
    [InlineData("{title:\"a\"}", "")]
    [InlineData("{'title':'a'}", "")]
    [InlineData(" ", "")]
    [InlineData("{\"title\":\"a", "title")]
    [InlineData("{\"title\":", "title")]
    [InlineData("{\"title\":\"a\nb\"}", "title")]
    public void What_is_not_JSON_is_refused_with_its_place(string body, string field)
    {
        Assert.StartsWith("This is not valid JSON (line ", Refused<RaiseEntry>(body, field), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"a\"")]
    [InlineData("1")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]")]
    public void A_body_is_one_JSON_object(string body)
    {
        Assert.Contains("Send a JSON object.", Refused<RaiseEntry>(body, ""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_not_called_JSON_is_refused()
    {
        var request = Request("{}");
        request.ContentType = "text/plain";

        var refusal = await Assert.ThrowsAsync<BadBodyException>(() => JsonBody.ReadAsync<RaiseEntry>(request));

        Assert.Equal(415, refusal.Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_large_is_refused_whether_it_tells_its_length_or_not(bool tells)
    {
        var request = Request(new string(' ', JsonBody.MaxBytes + 1));
        request.ContentLength = tells ? request.Body.Length : null;

        var refusal = await Assert.ThrowsAsync<BadBodyException>(() => JsonBody.ReadAsync<RaiseEntry>(request));

        Assert.Equal(413, refusal.Status);
    }

    [Fact]
    public async Task A_body_of_the_greatest_size_is_read()
    {
        var request = Request("{\"title\":\"a\"}".PadRight(JsonBody.MaxBytes));

        Assert.Equal("a", (await JsonBody.ReadAsync<RaiseEntry>(request)).Title);
    }

    private static HttpRequest Request(string body) =>
        new DefaultHttpContext
        {
            Request = { ContentType = "application/json; charset=utf-8", Body = new MemoryStream(Encoding.UTF8.GetBytes(body)) },
        }.Request;

    private static T Parse<T>(string body) => JsonBody.Parse<T>(Encoding.UTF8.GetBytes(body));

    private static string Refused<T>(string body, string field)
    {
        var refusal = Assert.Throws<BadBodyException>(() => Parse<T>(body));
        Assert.Equal((400, field), (refusal.Status, refusal.Field));
        return refusal.Message;
    }
}
