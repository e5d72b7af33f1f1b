using System.Text.Json.Nodes;
using Xunit;

namespace RiskRegister.Tests.EndToEnd;

public sealed class ContextTests(DemoApp demo)
{
    private const string Context = "/api/demo/context";

    [Fact]
    public async Task An_item_is_added_renamed_retired_and_reactivated_with_its_history()
    {
        var app = await demo.App;
        var mark = Guid.NewGuid().ToString("N")[..8];
        var added = await app.PostAsync(
            Context,
            $$"""{"kind":"party","name":"Readers {{mark}}","requirements":[{"text":"Quiet","relevant":true}]}"""
        );
        Assert.Equal(201, added.Status);
        var path = added.Location!.ToString();
        Assert.Equal($"{Context}/party/readers-{mark}", path);
        Assert.Equal(
            $$"""{"kind":"party","slug":"readers-{{mark}}","name":"Readers {{mark}}","formerNames":[],"active":true,"objectives":[],"processes":[],"requirements":[{"text":"Quiet","relevant":true}],"version":1}""",
            added.Text
        );

        var renamed = await app.PostAsync(
            $"{path}/change",
            $$"""{"change":{"name":"Visitors {{mark}}"},"reason":"Not all read"}""",
            added.ETag
        );
        Assert.Equal([$"Readers {mark}"], renamed.Json["formerNames"]!.AsArray().Select(name => (string?)name));
        Assert.Equal(412, (await app.PostAsync($"{path}/retire", """{"reason":"x"}""", added.ETag)).Status);
        Assert.False((bool)(await app.PostAsync($"{path}/retire", """{"reason":"Closed"}""", renamed.ETag)).Json["active"]!);
        Assert.Equal(409, (await app.PostAsync($"{path}/retire", """{"reason":"Again"}""")).Status);
        Assert.True((bool)(await app.PostAsync($"{path}/reactivate", """{"reason":"Open"}""")).Json["active"]!);
        Assert.Equal(
            ["context-added", "context-changed", "context-retired", "context-reactivated"],
            (await app.GetAsync($"{path}/history")).Json["events"]!.AsArray().Select(e => (string?)e!["type"])
        );
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_and_what_is_not_there_is_not_found()
    {
        var app = await demo.App;
        var taken = await app.PostAsync(Context, """{"kind":"process","name":"keep  RECORDS"}""");

        Assert.Equal((409, "urn:risk-register:problem:name-taken"), (taken.Status, (string?)taken.Json["type"]));
        Assert.Equal(["kind"], (await app.PostAsync(Context, """{"name":"x"}""")).Fields);
        Assert.Equal(403, (await app.PostAsync(Context, """{"kind":"issue","name":"x"}""", email: "owner@demo.example")).Status);
        foreach (var address in (string[])["process/nothing", "planet/earth", "process/a%23b", "process/A", "party/keep-records"])
        {
            Assert.Equal(404, (await app.GetAsync($"{Context}/{address}")).Status);
        }
    }

    [Fact]
    public async Task The_same_key_adds_an_item_once()
    {
        var app = await demo.App;
        var mark = Guid.NewGuid().ToString("N");
        using var client = app.As("manager@demo.example");
        client.DefaultRequestHeaders.Add("Idempotency-Key", mark);
        async Task<string> Add()
        {
            using var body = new StringContent($$"""{"kind":"issue","name":"Once {{mark}}"}""");
            body.Headers.ContentType = new("application/json");
            using var response = await client.PostAsync(new Uri(Context, UriKind.Relative), body);
            return $"{(int)response.StatusCode} {response.Headers.Location}";
        }

        Assert.Equal(await Add(), await Add());
        Assert.Single((await app.GetAsync($"{Context}?q=once {mark}")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task Items_of_one_name_that_are_added_in_the_same_moment_become_one()
    {
        var app = await demo.App;
        var mark = Guid.NewGuid().ToString("N")[..8];
        // Different ids, the same name once case and blanks are left out of account: only the claim to the name stands between them.
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(n => app.PostAsync(Context, $$"""{"kind":"issue","name":"One {{mark}}","trend":"{{n}}"}"""))
        );
        var renamed = await Task.WhenAll(
            await Task.WhenAll(
                Enumerable
                    .Range(0, 4)
                    .Select(async n =>
                    {
                        var item = await app.PostAsync(Context, $$"""{"kind":"issue","name":"Part {{n}} {{mark}}"}""");
                        return app.PostAsync($"{item.Location}/change", $$"""{"change":{"name":"All {{mark}}"},"reason":"So"}""");
                    })
            )
        );

        Assert.Equal([201, .. Enumerable.Repeat(409, 7)], answers.Select(a => a.Status).Order());
        Assert.Equal([200, 409, 409, 409], renamed.Select(a => a.Status).Order());
    }

    [Fact]
    public async Task Duplicates_become_one_and_old_entries_find_it_by_all_names()
    {
        var app = await demo.App;
        var mark = Guid.NewGuid().ToString("N")[..8];
        var stays = (await app.PostAsync(Context, $$"""{"kind":"process","name":"Store {{mark}}"}""")).Location!.ToString();
        await app.PostAsync(Context, $$"""{"kind":"process","name":"Shelve {{mark}}"}""");
        async Task<string> Raise(string process) =>
            (string)
                (await app.PostAsync("/api/demo/entries", $$"""{"kind":"risk","title":"x","processes":["{{process}}"]}""")).Json[
                    "reference"
                ]!;
        var one = await Raise($"store  {mark.ToUpperInvariant()}");
        var other = await Raise($"Shelve {mark}");
        var third = await Raise($"Stack {mark}");
        var absorbed = await app.PostAsync($"{stays}/absorb", $$"""{"other":"shelve-{{mark}}","reason":"The same"}""");
        await app.PostAsync($"{stays}/absorb", $$"""{"name":"Stack {{mark}}","reason":"The same, too"}""");

        Assert.Equal([$"Shelve {mark}"], absorbed.Json["formerNames"]!.AsArray().Select(name => (string?)name));
        var gone = (await app.GetAsync($"{Context}/process/shelve-{mark}")).Json;
        Assert.Equal((false, $"store-{mark}"), ((bool)gone["active"]!, (string?)gone["absorbedBy"]));
        var first = (await app.GetAsync($"{stays}/entries?limit=2")).Json;
        var rest = (
            await app.GetAsync($"{stays}/entries?continuation={Uri.EscapeDataString((string)first["continuation"]!)}")
        ).Json;
        Assert.Equal(
            [one, other, third],
            first["items"]!.AsArray().Concat(rest["items"]!.AsArray()).Select(entry => (string?)entry!["reference"])
        );
        var thread = (await app.GetAsync($"/api/demo/entries/{other}/thread")).Json;
        Assert.Equal(stays, (string?)thread["processes"]![0]!["item"]!["address"]);
        Assert.True((bool)(await app.GetAsync("/api/demo/history/verification", "auditor@demo.example")).Json["verified"]!);
    }

    [Fact]
    public async Task Items_are_listed_by_kind_activity_and_words()
    {
        var app = await demo.App;

        Assert.Equal(["Data protection supervisor"], await NamesAsync(app, "kind=party&active=true&q=PROTECTION"));
        Assert.Contains("Issue permits", await NamesAsync(app, "kind=process"));
        Assert.Empty(await NamesAsync(app, "active=false&q=permits"));
        Assert.Equal(["kind"], (await app.GetAsync($"{Context}?kind=planet")).Fields);
        Assert.Equal(["active"], (await app.GetAsync($"{Context}?active=maybe")).Fields);
    }

    [Fact]
    public async Task The_demo_shows_the_thread_from_the_context_to_the_effect()
    {
        var app = await demo.App;
        var reference = (string?)(await app.ListAsync("&q=ransomware"))[0]["reference"];
        var thread = (await app.GetAsync($"/api/demo/entries/{reference}/thread", "reader@demo.example")).Json;

        foreach (var part in (string[])["processes", "objectives", "issues", "parties"])
        {
            Assert.All(thread[part]!.AsArray(), name => Assert.True((bool)name!["item"]!["active"]!));
            Assert.NotEmpty(thread[part]!.AsArray());
        }

        var item = (string)thread["issues"]![0]!["item"]!["address"]!;
        Assert.Contains(reference, await ReferencesAsync(app, $"{item}/entries"));
        Assert.Equal(404, (await app.GetAsync("/api/demo/entries/R-9999/thread")).Status);
    }

    [Fact]
    public async Task Entries_are_listed_by_issue_and_party_however_the_names_are_written()
    {
        var app = await demo.App;
        var mark = Guid.NewGuid().ToString("N");
        var body = $$"""{"kind":"risk","title":"A","issues":["I  {{mark}}"],"parties":["P {{mark}}"]}""";
        var reference = (string?)(await app.PostAsync("/api/demo/entries", body)).Json["reference"];

        foreach (var query in (string[])[$"issue=i {mark}", $"party=P   {mark}"])
        {
            Assert.Equal([reference], await ReferencesAsync(app, $"/api/demo/entries?{query}"));
        }

        Assert.Empty(await ReferencesAsync(app, $"/api/demo/entries?process=i {mark}"));
    }

    [Fact]
    public async Task Orphans_are_entries_tied_to_nothing_items_nobody_names_and_names_in_no_item()
    {
        var app = await demo.App;
        var mark = Guid.NewGuid().ToString("N")[..8];
        await app.PostAsync(Context, $$"""{"kind":"objective","name":"Unused {{mark}}"}""");
        await app.PostAsync("/api/demo/entries", $$"""{"kind":"risk","title":"x","objectives":["Unknown {{mark}}"]}""");

        var orphans = (await app.GetAsync($"{Context}/orphans", "reader@demo.example")).Json;

        Assert.True((int)orphans["entries"]!["count"]! > 0);
        Assert.Contains($"Unused {mark}", orphans["items"]!.AsArray().Select(item => (string?)item!["name"]));
        var unknown = orphans["names"]!.AsArray().Single(name => (string?)name!["name"] == $"Unknown {mark}")!;
        Assert.Equal(("objective", 1), ((string?)unknown["kind"], (int)unknown["count"]!));
        Assert.Single(await ReferencesAsync(app, (string)unknown["address"]!));
    }

    private static async Task<IEnumerable<string?>> NamesAsync(RunningApp app, string query) =>
        (await app.GetAsync($"{Context}?{query}")).Json["items"]!.AsArray().Select(item => (string?)item!["name"]);

    private static async Task<IEnumerable<string?>> ReferencesAsync(RunningApp app, string address) =>
        (await app.GetAsync(address)).Json["items"]!.AsArray().Select(entry => (string?)entry!["reference"]);
}
