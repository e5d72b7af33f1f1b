using System.Text.Json.Nodes;
using Xunit;

namespace RiskRegister.Tests.EndToEnd;

public sealed class PastTests(DemoApp demo)
{
    [Fact]
    public async Task An_entry_the_register_and_the_difference_are_told_as_of_an_instant()
    {
        var app = await demo.App;
        var mark = Guid.NewGuid().ToString("N");
        var raise = $$"""{"kind":"opportunity","title":"Evenings","owner":"{{mark}}@demo.example","tags":["a"]}""";
        var raised = await app.PostAsync("/api/demo/entries", raise);
        var path = raised.Location!.ToString();
        var then = (string)raised.Json["changedAt"]!;
        await app.PostAsync($"{path}/change", """{"change":{"title":"Late evenings","tags":null}}""");
        await app.PostAsync($"{path}/close", """{"reason":"Nobody came"}""");

        var was = await app.GetAsync($"{path}?asOf={then}");
        Assert.Equal((200, "Evenings", "open"), (was.Status, (string?)was.Json["title"], (string?)was.Json["state"]));
        Assert.Null(was.ETag);
        var query = $"&kind=opportunity&owner={mark}@demo.example&state=open&tag=a";
        Assert.Equal("Evenings", (string?)Assert.Single(await app.ListAsync($"{query}&asOf={then}"))["title"]);
        Assert.Single(await app.ListAsync($"{query}&asOf={then}&standing=orphan"));
        Assert.Empty(await app.ListAsync($"{query}&asOf={then}&standing=accepted"));
        Assert.Empty(await app.ListAsync(query));

        var difference = (await app.GetAsync($"{path}/history/difference?from={then}")).Json;
        Assert.Equal(["changed", "closed"], difference["events"]!.AsArray().Select(e => (string)e!["type"]!));
        Assert.Equal(
            ["""state "open" "closed" """, """title "Evenings" "Late evenings" """],
            Changes(difference).Where(c => c[..5] is "title" or "state")
        );
        Assert.Contains("""closedReason null "Nobody came" """, Changes(difference));
        Assert.Single((await app.GetAsync($"{path}/history?asOf={then}")).Json["events"]!.AsArray());
    }

    [Fact]
    public async Task Before_it_was_raised_an_entry_did_not_exist_and_all_of_it_is_new()
    {
        var app = await demo.App;
        var path = (await app.PostAsync("/api/demo/entries", """{"kind":"risk","title":"New"}""")).Location!.ToString();

        Assert.Equal(404, (await app.GetAsync($"{path}?asOf=2020-01-01")).Status);
        Assert.Equal(404, (await app.GetAsync($"{path}/history/difference?from=2019-01-01&to=2020-01-01")).Status);
        Assert.Empty(await app.ListAsync("&asOf=2020-01-01"));
        var difference = (await app.GetAsync($"{path}/history/difference?from=2020-01-01")).Json;
        Assert.Contains("""title null "New" """, Changes(difference));
    }

    [Theory]
    [InlineData("entries/R-0001?asOf=yesterday", "asOf")]
    [InlineData("entries/R-0001?asOf=", "asOf")]
    [InlineData("entries/R-0001?asOf=2026-02-30", "asOf")]
    [InlineData("entries/R-0001?asOf=2026-02-03T10:00:00", "asOf")]
    [InlineData("entries/R-0001?asOf=9999-12-31", "asOf")]
    [InlineData("entries/R-0001?asOf=9999-12-31T23:59:59Z", "asOf")]
    [InlineData("entries/R-0001/history?asOf=soon", "asOf")]
    [InlineData("entries/R-0001/history/difference", "from")]
    [InlineData("entries/R-0001/history/difference?from=2024-01-02&to=2024-01-01", "from")]
    [InlineData("entries?asOf=2024-01-01&sort=level", "sort")]
    [InlineData("entries/count?asOf=2024-01-01", "asOf")]
    public async Task What_can_not_be_told_of_the_past_is_refused(string path, string field)
    {
        var app = await demo.App;
        var refused = await app.GetAsync($"/api/demo/{path}");

        Assert.Equal(400, refused.Status);
        Assert.Equal([field], refused.Fields);
    }

    [Fact]
    public async Task Today_is_the_register_as_it_is()
    {
        var app = await demo.App;
        var path = (await app.PostAsync("/api/demo/entries", """{"kind":"risk","title":"Now"}""")).Location!.ToString();

        Assert.Equal(
            (await app.GetAsync(path)).Json["changedAt"]!.ToJsonString(),
            (await app.GetAsync($"{path}?asOf={TimeProvider.System.GetUtcNow().UtcDateTime:O}")).Json["changedAt"]!.ToJsonString()
        );
    }

    private static IEnumerable<string> Changes(JsonNode difference) =>
        difference["changes"]!
            .AsArray()
            .Select(c => $"{c!["field"]} {c["was"]?.ToJsonString() ?? "null"} {c["is"]?.ToJsonString() ?? "null"} ");
}
