using System.Text.Json.Nodes;
using Xunit;

namespace RiskRegister.Tests.EndToEnd;

/// <summary>Agencies and their settings through the API. Each test has an agency of its own.</summary>
public sealed class SettingsTests(DemoApp demo)
{
    private const string Ada = "ada@agency.example";

    [Fact]
    public async Task An_agency_is_made_by_one_call_of_the_deployments_administrator()
    {
        var app = await demo.App;
        const string body =
            """{"id":"harbour","name":"Harbour","timeZone":"Europe/Dublin","administrator":{"email":"ada@agency.example","name":"Ada"},"edition":2015}""";

        Assert.Equal(403, (await app.PostAsync("/api/agencies", body)).Status);
        Assert.Equal(401, (await app.PostAsync("/api/agencies", body, email: null)).Status);
        var made = await app.PostAsync("/api/agencies", body, email: RunningApp.Deployer);

        Assert.Equal((201, "/api/harbour/settings"), (made.Status, made.Location!.ToString()));
        Assert.Equal(409, (await app.PostAsync("/api/agencies", body, email: RunningApp.Deployer)).Status);
        Assert.Equal(404, (await app.GetAsync("/api/harbour/settings")).Status);
        var settings = await app.GetAsync("/api/harbour/settings", Ada);
        Assert.Equal(("Harbour", 2015, 1), Read(settings.Json));
        Assert.Equal(2015, (int)(await app.GetAsync("/api/harbour/clauses", Ada)).Json["edition"]!);
        Assert.Contains(
            """{"id":"harbour","name":"Harbour"}""",
            (await app.GetAsync("/api/agencies", Ada)).Text,
            StringComparison.Ordinal
        );
        var all = (await app.GetAsync("/api/agencies", RunningApp.Deployer)).Text;
        Assert.Contains("\"demo\"", all, StringComparison.Ordinal);
        Assert.Contains("\"harbour\"", all, StringComparison.Ordinal);
        Assert.Equal(
            """{"items":[{"id":"demo","name":"Fairwater Permits Office"}],"continuation":null}""",
            (await app.GetAsync("/api/agencies")).Text
        );
    }

    [Fact]
    public async Task What_an_agency_can_not_be_made_of_is_refused_by_its_fields()
    {
        var app = await demo.App;
        var refused = await app.PostAsync("/api/agencies", """{"id":"api"}""", email: RunningApp.Deployer);

        Assert.Equal(400, refused.Status);
        Assert.Equal(["administrator.email", "id", "name"], refused.Fields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_change_is_tried_made_on_what_was_seen_told_and_kept()
    {
        var app = await demo.App;
        var path = await MakeAsync(app, "quarry");
        var seen = await app.GetAsync(path, Ada);
        var wanted = With(seen, s => s["criteria"]!["matrix"]![0]![2] = "medium");

        Assert.Equal(428, (await app.PutAsync(path, wanted, email: Ada)).Status);
        Assert.Equal(428, (await app.PutAsync(path, wanted, "*", Ada)).Status);
        Assert.Equal(412, (await app.PutAsync(path, wanted, "\"old\"", Ada)).Status);
        Assert.Equal(412, (await app.PutAsync($"{path}?dryRun=true", wanted, "\"old\"", Ada)).Status);
        var tried = await app.PutAsync($"{path}?dryRun=true", wanted, seen.ETag, Ada);

        Assert.Equal((200, false), (tried.Status, (bool)tried.Json["stored"]!));
        Assert.Equal(seen.ETag, tried.ETag);
        Assert.Equal(seen.Text, (await app.GetAsync(path, Ada)).Text);
        const string changes = """[{"field":"criteria.matrix[0][2]","was":"low","is":"medium"}]""";
        Assert.Equal(changes, tried.Json["changes"]!.ToJsonString());

        var made = await app.PutAsync(path, wanted, seen.ETag, Ada);

        Assert.Equal((200, true), (made.Status, (bool)made.Json["stored"]!));
        Assert.Equal(changes, made.Json["changes"]!.ToJsonString());
        Assert.Equal((2, 2), ((int)made.Json["settings"]!["version"]!, (int)made.Json["settings"]!["criteria"]!["version"]!));
        var now = await app.GetAsync(path, Ada);
        Assert.Equal(made.ETag, now.ETag);
        Assert.Equal(seen.Text, (await app.GetAsync($"{path}?version=1", Ada)).Text);
        Assert.Equal(now.Text, (await app.GetAsync($"{path}?version=2", Ada)).Text);
        Assert.Equal(404, (await app.GetAsync($"{path}?version=3", Ada)).Status);
        Assert.Equal(400, (await app.GetAsync($"{path}?version=x", Ada)).Status);
        Assert.Equal(seen.Text, (await app.GetAsync($"{path}?asOf=2020-01-01", Ada)).Text);
        var events = (await app.GetAsync($"{path}/history", Ada)).Json["events"]!.AsArray();
        Assert.Equal(["agency-created", "settings-changed"], events.Select(e => (string)e!["type"]!));
        Assert.Equal((Ada, "So"), ((string)events[1]!["by"]!, (string)events[1]!["why"]!));
        Assert.Equal(changes, events[1]!["changes"]!.ToJsonString());
        Assert.True((bool)(await app.GetAsync("/api/quarry/history/verification", Ada)).Json["verified"]!);
    }

    [Fact]
    public async Task What_was_rated_by_older_criteria_is_counted_listed_and_keeps_its_level()
    {
        var app = await demo.App;
        var path = await MakeAsync(app, "ferry");
        var entry = (
            await app.PostAsync("/api/ferry/entries", """{"kind":"risk","title":"Fog"}""", email: Ada)
        ).Location!.ToString();
        const string rating = """{"stage":"inherent","likelihood":1,"consequence":3,"rationale":"Seen"}""";
        Assert.Equal(200, (await app.PostAsync($"{entry}/assess", rating, email: Ada)).Status);
        await app.PostAsync("/api/ferry/entries", """{"kind":"risk","title":"Not rated"}""", email: Ada);
        var before = TimeProvider.System.GetUtcNow();
        var seen = await app.GetAsync(path, Ada);

        var made = await app.PutAsync(path, With(seen, s => s["criteria"]!["matrix"]![0]![2] = "medium"), seen.ETag, Ada);

        Assert.Equal(
            """{"entries":1,"list":"/api/ferry/entries?standing=needs-rerating"}""",
            made.Json["rerating"]!.ToJsonString()
        );
        var listed = await app.EventuallyAsync(
            async () => (await app.GetAsync((string)made.Json["rerating"]!["list"]!, Ada)).Json["items"]!.AsArray(),
            items => items.Count > 0,
            "the refreshing of the standings"
        );
        Assert.Equal(("Fog", "low"), ((string)listed[0]!["title"]!, (string)listed[0]!["level"]!));
        Assert.Contains("needs-rerating", Standing(await app.GetAsync(entry, Ada)));
        Assert.DoesNotContain("needs-rerating", Standing(await app.GetAsync($"{entry}?asOf={before.UtcDateTime:O}", Ada)));
        var past = (await app.GetAsync($"/api/ferry/entries?asOf={before.UtcDateTime:O}", Ada)).Json["items"]!.AsArray();
        Assert.All(
            past,
            item => Assert.DoesNotContain("needs-rerating", item!["standing"]!.ToJsonString(), StringComparison.Ordinal)
        );

        var again = await app.PutAsync(path, With(await app.GetAsync(path, Ada), s => s["name"] = "Ferries"), made.ETag, Ada);
        Assert.Equal(1, (int)again.Json["rerating"]!["entries"]!);
        await app.EventuallyAsync(
            async () => (await app.GetAsync("/api/agencies", Ada)).Text,
            text => text.Contains("\"Ferries\"", StringComparison.Ordinal),
            "the new name in the list of agencies"
        );
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_by_its_path_and_readers_change_nothing()
    {
        var app = await demo.App;
        var seen = await app.GetAsync("/api/demo/settings", "reader@demo.example");

        Assert.Equal(200, seen.Status);
        Assert.Equal(403, (await app.PutAsync("/api/demo/settings", "{}", seen.ETag, "reader@demo.example")).Status);
        Assert.Equal(403, (await app.PutAsync("/api/demo/settings", "{}", seen.ETag, "owner@demo.example")).Status);
        var refused = await app.PutAsync(
            "/api/demo/settings",
            With(seen, s => s["criteria"]!["matrix"]![2]![1] = "no"),
            seen.ETag
        );
        Assert.Equal((400, "criteria.matrix[2]"), (refused.Status, Assert.Single(refused.Fields)));
        var typed = await app.PutAsync(
            "/api/demo/settings",
            With(seen, s => s["criteria"]!["levels"]![1]!["reviewEveryDays"] = "often"),
            seen.ETag
        );
        Assert.Equal((400, "criteria.levels[1].reviewEveryDays"), (typed.Status, Assert.Single(typed.Fields)));
        Assert.Contains("Send a whole number.", (string)typed.Json["detail"]!, StringComparison.Ordinal);
        var unknown = await app.PutAsync("/api/demo/settings", With(seen, s => s["colour"] = "red"), seen.ETag);
        Assert.Equal((400, "colour"), (unknown.Status, Assert.Single(unknown.Fields)));
        Assert.Equal(400, (await app.PutAsync("/api/demo/settings?dryRun=perhaps", With(seen, _ => { }), seen.ETag)).Status);
        Assert.Equal(seen.ETag, (await app.GetAsync("/api/demo/settings")).ETag);
    }

    private static async Task<string> MakeAsync(RunningApp app, string id)
    {
        var body = $$"""{"id":"{{id}}","name":"{{id}}","administrator":{"email":"{{Ada}}"} }""";
        var made = await app.PostAsync("/api/agencies", body, email: RunningApp.Deployer);
        Assert.True(made.Status == 201, made.Text);
        return $"/api/{id}/settings";
    }

    private static string With(Answer settings, Action<JsonObject> change)
    {
        var wanted = settings.Json.AsObject();
        wanted["reason"] = "So";
        change(wanted);
        return wanted.ToJsonString();
    }

    private static (string Name, int Edition, int Version) Read(JsonNode settings) =>
        ((string)settings["name"]!, (int)settings["isoEdition"]!, (int)settings["version"]!);

    private static IEnumerable<string> Standing(Answer answer) => answer.Json["standing"]!.AsArray().Select(s => (string)s!);
}
