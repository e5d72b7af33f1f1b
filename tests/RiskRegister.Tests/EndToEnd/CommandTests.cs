using System.Text;
using Xunit;

namespace RiskRegister.Tests.EndToEnd;

public sealed class CommandTests(DemoApp demo)
{
    private const string Flood = """
        {"kind":"risk","title":"Archive floods","cause":"Old pipes","event":"A pipe bursts","consequence":"Files are lost","owner":"owner@demo.example","category":"Property","processes":[]}
        """;

    [Fact]
    public async Task A_raised_entry_is_answered_with_its_address_and_version_and_can_be_read_there()
    {
        var app = await demo.App;
        var raised = await app.PostAsync("/api/demo/entries", Flood);

        Assert.Equal(201, raised.Status);
        var read = await app.GetAsync(raised.Location!.ToString());
        Assert.Equal(200, read.Status);
        Assert.Equal(raised.ETag, read.ETag);
        Assert.Matches("^R-[0-9]{4,}$", (string)read.Json["reference"]!);
        Assert.Equal("open", (string)read.Json["state"]!);
        Assert.Contains("needs-assessment", read.Json["standing"]!.AsArray().Select(s => (string)s!));
    }

    [Fact]
    public async Task A_stale_version_is_refused_and_changes_nothing()
    {
        var app = await demo.App;
        var raised = await app.PostAsync("/api/demo/entries", Flood);
        var path = raised.Location!.ToString();
        const string Rating = """{"stage":"inherent","likelihood":4,"consequence":4,"rationale":"It has happened twice."}""";
        var assessed = await app.PostAsync($"{path}/assess", Rating, raised.ETag);
        Assert.Equal(200, assessed.Status);

        var stale = await app.PostAsync($"{path}/assess", Rating.Replace("4", "1", StringComparison.Ordinal), raised.ETag);

        Assert.Equal(412, stale.Status);
        Assert.Equal("application/problem+json", stale.ContentType);
        var now = await app.GetAsync(path);
        Assert.Equal(assessed.ETag, now.ETag);
        Assert.Equal(4, (int)now.Json["inherent"]!["likelihood"]!);
    }

    [Theory]
    [InlineData("""{"kind":"risk","title":7}""", "title")]
    [InlineData("""{"kind":"risk"}""", "title")]
    [InlineData("""{"title":"No kind"}""", "kind")]
    [InlineData("""{"kind":"threat","title":"Unknown word"}""", "kind")]
    [InlineData("""{"kind":"risk","title":"x","colour":"red"}""", "colour")]
    [InlineData("""{"kind":"risk","title":"x","processes":"one"}""", "processes")]
    [InlineData("""{"kind":"opportunity","title":"x","cause":"only risks have it"}""", "cause")]
    public async Task A_bad_field_is_named(string body, string field)
    {
        var app = await demo.App;
        var refused = await app.PostAsync("/api/demo/entries", body);

        Assert.Equal(400, refused.Status);
        Assert.Equal("application/problem+json", refused.ContentType);
        Assert.Contains(field, refused.Fields);
    }

    [Fact]
    public async Task A_title_of_a_megabyte_is_refused_by_name()
    {
        var app = await demo.App;
        var refused = await app.PostAsync("/api/demo/entries", $$"""{"kind":"risk","title":"{{new string('x', 1_000_000)}}"}""");

        Assert.Equal(400, refused.Status);
        Assert.Equal(["title"], refused.Fields);
    }

    [Fact]
    public async Task Bodies_that_are_no_json_are_refused()
    {
        var app = await demo.App;
        var nested = new string('[', 5_000) + new string(']', 5_000);

        Assert.Equal(400, (await app.PostAsync("/api/demo/entries", "{")).Status);
        Assert.Equal(
            400,
            (await app.PostAsync("/api/demo/entries", $$"""{"kind":"risk","title":"x","processes":{{nested}}}""")).Status
        );
        byte[] badUtf8 = [.. "{\"kind\":\"risk\",\"title\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        Assert.Equal(400, (await app.PostBytesAsync("/api/demo/entries", badUtf8, "application/json")).Status);
        Assert.Equal(
            415,
            (await app.PostBytesAsync("/api/demo/entries", "title=x"u8.ToArray(), "application/x-www-form-urlencoded")).Status
        );
        Assert.Equal(413, (await app.PostAsync("/api/demo/entries", new string(' ', 3_000_000))).Status);
    }

    [Fact]
    public async Task What_belongs_to_another_agency_does_not_exist()
    {
        var app = await demo.App;

        Assert.Equal(404, (await app.GetAsync("/api/other/entries/R-0001")).Status);
        Assert.Equal(404, (await app.GetAsync("/api/other/entries")).Status);
        Assert.Equal(404, (await app.GetAsync("/api/demo/entries", "stranger@elsewhere.example")).Status);
        Assert.Equal(404, (await app.GetAsync("/api/demo/entries/R-99999")).Status);
    }

    [Fact]
    public async Task Who_is_not_signed_in_gets_401_and_who_lacks_the_role_403()
    {
        var app = await demo.App;

        Assert.Equal(401, (await app.GetAsync("/api/demo/entries", null)).Status);
        Assert.Equal(403, (await app.PostAsync("/api/demo/entries", Flood, email: "reader@demo.example")).Status);
    }

    [Fact]
    public async Task The_same_idempotency_key_raises_one_entry()
    {
        var app = await demo.App;
        using var client = app.As("manager@demo.example");
        client.DefaultRequestHeaders.Add("Idempotency-Key", "raise-once-7f3a");
        var places = new List<Uri?>();
        for (var i = 0; i < 3; i++)
        {
            using var body = new StringContent(Flood, Encoding.UTF8, "application/json");
            using var response = await client.PostAsync(new Uri("/api/demo/entries", UriKind.Relative), body);
            places.Add(response.Headers.Location);
        }

        Assert.Single(places.Distinct());
    }

    [Fact]
    public async Task An_entry_goes_through_its_life_and_its_history_tells_who_when_and_why()
    {
        var app = await demo.App;
        var path = (await app.PostAsync("/api/demo/entries", Flood)).Location!.ToString();
        async Task Do(string verb, string body) => Assert.Equal(200, (await app.PostAsync($"{path}/{verb}", body)).Status);
        await Do("assess", """{"stage":"inherent","likelihood":4,"consequence":4,"rationale":"Old pipes"}""");
        await Do("respond", """{"response":"change-likelihood","reason":"Cheaper than moving"}""");
        await Do("plan-action", """{"title":"Replace the pipes","due":"2999-01-01","measure":"No leak for a year"}""");
        await Do("complete-action", """{"action":"A1","outcome":"Pipes replaced"}""");
        await Do("review", """{"answer":"rescored","reason":"New pipes","likelihood":1,"consequence":4,"restsOn":["A1"]}""");
        await Do("close", """{"reason":"Archive moved"}""");

        var history = (await app.GetAsync($"{path}/history")).Json["events"]!.AsArray();

        Assert.Equal(
            [
                "raised",
                "assessed",
                "appetite-left",
                "responded",
                "action-planned",
                "action-completed",
                "assessed",
                "reviewed",
                "appetite-regained",
                "closed",
            ],
            history.Select(e => (string)e!["type"]!)
        );
        Assert.All(history, e => Assert.Equal("manager@demo.example", (string)e!["by"]!));
        Assert.Equal("Archive moved", (string)history[^1]!["why"]!);
        Assert.True((bool)(await app.GetAsync($"{path}/history/verification")).Json["verified"]!);
        Assert.Equal(409, (await app.PostAsync($"{path}/close", """{"reason":"Twice"}""")).Status);
    }
}
