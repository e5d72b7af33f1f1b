using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace RiskRegister.Tests.EndToEnd;

public sealed class ChangingTests(DemoApp demo)
{
    private const string Flood = """{"kind":"risk","title":"Cellar floods","owner":"owner@demo.example"}""";

    [Fact]
    public async Task An_entry_is_changed_commented_on_closed_and_reopened()
    {
        var app = await demo.App;
        var raised = await app.PostAsync("/api/demo/entries", Flood);
        var path = raised.Location!.ToString();

        var changed = await app.PostAsync(
            $"{path}/change",
            """{"change":{"title":"Cellar is wet","tags":["water"],"owner":"approver@demo.example"},"reason":"Moved"}""",
            raised.ETag
        );
        Assert.Equal((200, "Cellar is wet"), (changed.Status, (string?)changed.Json["title"]));
        Assert.NotEqual(raised.ETag, changed.ETag);
        Assert.Equal(412, (await app.PostAsync($"{path}/change", """{"change":{"title":"x"}}""", raised.ETag)).Status);

        var occurred = await app.PostAsync($"{path}/record-occurrence", """{"on":"2020-02-29","what":"A wet floor"}""");
        Assert.Equal("2020-02-29", (string?)occurred.Json["occurrences"]![0]!["on"]);
        await app.PostAsync($"{path}/close", """{"reason":"Cellar is gone"}""");
        Assert.Equal(409, (await app.PostAsync($"{path}/change", """{"change":{"title":"x"}}""")).Status);
        var comment = """{"text":"It is still there"}""";
        Assert.Equal(200, (await app.PostAsync($"{path}/comment", comment, email: "reader@demo.example")).Status);
        Assert.Equal("open", (string?)(await app.PostAsync($"{path}/reopen", """{"reason":"So it is"}""")).Json["state"]);
        Assert.Equal(409, (await app.PostAsync($"{path}/reopen", """{"reason":"Twice"}""")).Status);
        Assert.True((bool)(await app.GetAsync($"{path}/history/verification")).Json["verified"]!);
    }

    [Theory]
    [InlineData("""{"change":{"colour":"red"}}""", "change.colour")]
    [InlineData("""{"change":{"tags":"red"}}""", "change.tags")]
    [InlineData("""{"change":{"owner":null}}""", "reason")]
    [InlineData("""{"change":{"title":"Cellar floods"}}""", "change")]
    [InlineData("""{"change":"red"}""", "change")]
    [InlineData("""{"colour":"red"}""", "colour")]
    public async Task A_refused_change_names_its_field(string body, string field)
    {
        var app = await demo.App;
        var path = (await app.PostAsync("/api/demo/entries", Flood)).Location!.ToString();

        var refused = await app.PostAsync($"{path}/change", body);

        Assert.Equal(400, refused.Status);
        Assert.Equal([field], refused.Fields);
    }

    [Fact]
    public async Task Entries_are_listed_by_tag_delegate_process_and_objective()
    {
        var app = await demo.App;
        var mark = Guid.NewGuid().ToString("N");
        var body = $$"""
            {"kind":"risk","title":"A","tags":["{{mark}}"],"processes":["p {{mark}}"],"objectives":["o {{mark}}"],"delegate":"D{{mark}}@demo.example"}
            """;
        var reference = (string?)(await app.PostAsync("/api/demo/entries", body)).Json["reference"];
        foreach (
            var query in (string[])[$"tag={mark}", $"process=p {mark}", $"objective=o {mark}", $"delegate=d{mark}@DEMO.example"]
        )
        {
            Assert.Equal([reference], (await app.ListAsync($"&{query}")).Select(e => (string?)e["reference"]));
            Assert.Equal(1, (int)(await app.GetAsync($"/api/demo/entries/count?{query}")).Json["count"]!);
        }
    }

    [Fact]
    public async Task Many_entries_are_changed_each_by_itself_and_a_repetition_does_only_what_was_not_done()
    {
        var app = await demo.App;
        async Task<string> Raise() => (string)(await app.PostAsync("/api/demo/entries", Flood)).Json["reference"]!;
        var (one, closed, other) = (await Raise(), await Raise(), await Raise());
        await app.PostAsync($"/api/demo/entries/{closed}/close", """{"reason":"Gone"}""");
        var body = $$"""
            {"references":["{{other}}","R-9999","{{closed}}","{{one}}"],"change":{"owner":"approver@demo.example","category":"Legal"},"reason":"Has left"}
            """;

        var first = await BulkAsync(app, body);

        Assert.Equal(
            [$"{other} True", "R-9999 404", $"{closed} 409", $"{one} True"],
            first.Select(r => $"{r!["reference"]} {r["problem"]?["status"]?.ToString() ?? ((bool)r["ok"]!).ToString()}")
        );
        Assert.Equal("approver@demo.example", (string?)(await app.GetAsync($"/api/demo/entries/{one}")).Json["owner"]);

        await app.PostAsync($"/api/demo/entries/{closed}/reopen", """{"reason":"Not gone"}""");
        var again = await BulkAsync(app, body);

        Assert.Equal([true, false, true, true], again.Select(r => (bool)r!["ok"]!));
        Assert.Equal(2, (int)(await app.GetAsync($"/api/demo/entries/{one}")).Json["version"]!);
        Assert.Equal("Legal", (string?)(await app.GetAsync($"/api/demo/entries/{closed}")).Json["category"]);
    }

    [Theory]
    [InlineData("""{"references":[],"change":{"category":"Legal"}}""", "references")]
    [InlineData("""{"references":["R-0001","R-0001"],"change":{"category":"Legal"}}""", "references")]
    [InlineData("""{"references":["R-0001"],"change":{"colour":"red"}}""", "change.colour")]
    [InlineData("""{"references":["R-0001"]}""", "change")]
    public async Task What_is_wrong_for_all_entries_refuses_the_whole(string body, string field)
    {
        var app = await demo.App;
        var refused = await app.PostAsync("/api/demo/entries/bulk", body);

        Assert.Equal(400, refused.Status);
        Assert.Equal([field], refused.Fields);
    }

    [Fact]
    public async Task At_most_200_entries_are_changed_at_once()
    {
        var app = await demo.App;
        var references = string.Join(',', Enumerable.Range(1, 201).Select(n => $"\"R-{n:D4}\""));
        var body = $$"""{"references":[{{references}}],"change":{"category":"Legal"} }""";

        Assert.Equal(["references"], (await app.PostAsync("/api/demo/entries/bulk", body)).Fields);
    }

    private static async Task<JsonArray> BulkAsync(RunningApp app, string json)
    {
        using var client = app.As("manager@demo.example");
        client.DefaultRequestHeaders.Add("Idempotency-Key", "bulk-once-19c2");
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri("/api/demo/entries/bulk", UriKind.Relative), body);
        Assert.Equal(200, (int)response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["results"]!.AsArray();
    }
}
