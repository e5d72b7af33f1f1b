using System.Text.Json.Nodes;
using Xunit;

namespace RiskRegister.Tests.EndToEnd;

public sealed class PeopleTests(DemoApp demo)
{
    private const string Admin = "admin@demo.example";
    private const string Reader = "reader@demo.example";

    [Theory]
    [InlineData("pia+risk@people.example", "pia+risk@people.example")]
    [InlineData("Pia.Percent@People.example", "pia.percent%40people.example")]
    [InlineData("o'neil@people.example", "o%27neil%40people.example")]
    public async Task A_person_is_found_under_their_address_however_it_is_written(string email, string written)
    {
        var app = await demo.App;
        var added = await app.PostAsync(
            "/api/demo/people",
            new JsonObject
            {
                ["email"] = email,
                ["name"] = "Pia",
                ["roles"] = new JsonArray("owner"),
            }.ToJsonString(),
            email: Admin
        );

        Assert.Equal((201, email.ToLowerInvariant()), (added.Status, (string)added.Json["email"]!));
        foreach (var place in (string[])[added.Location!.ToString(), $"/api/demo/people/{written}"])
        {
            var read = await app.GetAsync(place, Admin);
            Assert.Equal((200, added.ETag), (read.Status, read.ETag));
        }

        Assert.Equal(200, (await app.GetAsync("/api/demo/people", email)).Status);
    }

    [Fact]
    public async Task A_change_needs_the_version_that_was_read_and_the_history_tells_who_and_why()
    {
        var app = await demo.App;
        var added = await AddAsync(app, "history@people.example", "owner");
        var path = added.Location!.ToString();
        const string Change = """{"change":{"roles":["owner","auditor"]},"reason":"Audits as well"}""";

        var changed = await app.PostAsync($"{path}/change", Change, added.ETag, Admin);
        Assert.Equal(200, changed.Status);
        Assert.Equal(412, (await app.PostAsync($"{path}/change", Change, added.ETag, Admin)).Status);
        Assert.Equal(403, (await app.PostAsync($"{path}/change", Change, email: Reader)).Status);
        Assert.Equal(
            ["change.roles"],
            (await app.PostAsync($"{path}/change", """{"change":{"roles":["king"]},"reason":"r"}""", email: Admin)).Fields
        );

        var events = (await app.GetAsync($"{path}/history", Admin)).Json["events"]!.AsArray();
        Assert.Equal(["person-added", "person-changed"], events.Select(e => (string)e!["type"]!));
        Assert.Equal((Admin, "Audits as well"), ((string)events[1]!["by"]!, (string)events[1]!["why"]!));
        Assert.Equal(403, (await app.GetAsync($"{path}/history", Reader)).Status);
    }

    [Fact]
    public async Task A_reader_reads_name_address_and_roles_and_of_themselves_all()
    {
        var app = await demo.App;
        var path = (await AddAsync(app, "private@people.example", "owner")).Location!.ToString();
        var away = await app.PostAsync($"{path}/set-away", Away("owner@demo.example"), email: "private@people.example");
        Assert.Equal((200, "owner@demo.example"), (away.Status, (string)away.Json["standIn"]!));

        Assert.Equal(["email", "name", "roles", "active"], Names(await app.GetAsync(path, Reader)));
        Assert.Contains("away", Names(await app.GetAsync(path, "private@people.example")));
        Assert.Contains("away", Names(await app.GetAsync(path, "auditor@demo.example")));
        var listed = (await app.GetAsync("/api/demo/people?q=PRIVATE", Reader)).Json["items"]!.AsArray();
        Assert.DoesNotContain("A secret note", Assert.Single(listed)!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(["manager"], (await app.GetAsync("/api/demo/people?manager=owner@demo.example", Reader)).Fields);
    }

    [Fact]
    public async Task A_person_says_themselves_when_they_are_away_and_others_do_not_say_it_for_them()
    {
        var app = await demo.App;
        var path = (await AddAsync(app, "away@people.example", "reader")).Location!.ToString();

        Assert.Equal(403, (await app.PostAsync($"{path}/set-away", Away("owner@demo.example"), email: Reader)).Status);
        var set = await app.PostAsync($"{path}/set-away", Away("owner@demo.example"), email: "away@people.example");
        var from = (string)set.Json["away"]![0]!["from"]!;
        var cancelled = await app.PostAsync($"{path}/cancel-away", $$"""{"from":"{{from}}"}""", email: Admin);

        Assert.Equal((200, 200), (set.Status, cancelled.Status));
        Assert.Empty(cancelled.Json["away"]!.AsArray());
    }

    [Fact]
    public async Task The_list_is_narrowed_by_role_manager_words_and_whether_somebody_is_there_and_has_pages()
    {
        var app = await demo.App;
        await AddAsync(app, "lista@people.example", "auditor", "lister@people.example");
        await AddAsync(app, "listb@people.example", "auditor", "lister@people.example");
        await app.PostAsync("/api/demo/people/listb%40people.example/leave", Leaving(-1), email: Admin);

        Assert.Equal(["lista@people.example", "listb@people.example"], await ListAsync("manager=LISTER@people.example"));
        Assert.Equal(["lista@people.example"], await ListAsync("q=list&role=auditor&active=true"));
        Assert.Equal(["listb@people.example"], await ListAsync("q=list&active=false"));
        Assert.Equal(["role"], (await app.GetAsync("/api/demo/people?role=king")).Fields);
        Assert.Equal(["active"], (await app.GetAsync("/api/demo/people?active=perhaps")).Fields);
        var page = (await app.GetAsync("/api/demo/people?limit=1&q=list")).Json;
        var next = (
            await app.GetAsync(
                $"/api/demo/people?limit=1&q=list&continuation={Uri.EscapeDataString((string)page["continuation"]!)}"
            )
        ).Json;
        Assert.NotEqual((string)page["items"]![0]!["email"]!, (string)next["items"]![0]!["email"]!);

        async Task<IEnumerable<string>> ListAsync(string query) =>
            (await app.GetAsync($"/api/demo/people?{query}")).Json["items"]!.AsArray().Select(p => (string)p!["email"]!);
    }

    [Fact]
    public async Task Who_leaves_can_not_sign_in_any_more_and_their_entries_go_to_the_successor()
    {
        var app = await demo.App;
        const string Leaver = "leaver@people.example";
        var path = (await AddAsync(app, Leaver, "owner")).Location!.ToString();
        await AddAsync(app, "heir@people.example", "reader");
        var entry = (
            await app.PostAsync("/api/demo/entries", $$"""{"kind":"risk","title":"Flood","owner":"{{Leaver}}"}""")
        ).Location!;
        Assert.Equal(200, (await app.GetAsync("/api/demo/entries/count", Leaver)).Status);

        var left = await app.PostAsync($"{path}/leave", Leaving(0, "heir@people.example"), email: "manager@demo.example");

        Assert.Equal((200, false), (left.Status, (bool)left.Json["active"]!));
        Assert.Equal(404, (await app.GetAsync("/api/demo/entries/count", Leaver)).Status);
        var handed = await app.EventuallyAsync(
            async () => (await app.GetAsync(entry.ToString())).Json,
            now => (string?)now["owner"] == "heir@people.example",
            "the handover"
        );
        Assert.NotNull(handed);
        Assert.Equal(0, (int)(await app.GetAsync(path)).Json["entries"]!);
        var last = (await app.GetAsync($"{entry}/history")).Json["events"]!.AsArray()[^1]!;
        Assert.Equal(
            ("handed-over", "handover", Leaver),
            ((string)last["type"]!, (string)last["by"]!, (string)last["data"]!["from"]!)
        );

        var refused = await app.PostAsync("/api/demo/entries", $$"""{"kind":"risk","title":"Fire","owner":"{{Leaver}}"}""");
        Assert.Equal(["owner"], refused.Fields);
        Assert.Contains("heir@people.example", refused.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["owner"],
            (await app.PostAsync($"{entry}/plan-action", $$"""{"title":"Dig","due":"2999-01-01","owner":"{{Leaver}}"}""")).Fields
        );
        Assert.Equal(
            ["change.delegate"],
            (await app.PostAsync($"{entry}/change", $$$"""{"change":{"delegate":"{{{Leaver}}}"}}""")).Fields
        );

        Assert.Equal(200, (await app.PostAsync($"{path}/return", """{"reason":"Is needed"}""", email: Admin)).Status);
        Assert.Equal(200, (await app.GetAsync("/api/demo/entries/count", Leaver)).Status);
    }

    [Fact]
    public async Task An_owner_who_is_nobody_here_is_accepted_and_told_of()
    {
        var app = await demo.App;
        const string Ghost = "ghost@people.example";
        Assert.Equal(
            201,
            (await app.PostAsync("/api/demo/entries", $$"""{"kind":"risk","title":"Fog","owner":"{{Ghost}}"}""")).Status
        );

        var told = new List<JsonNode?>();
        string? continuation = null;
        do
        {
            var next = continuation is null ? "" : $"&continuation={Uri.EscapeDataString(continuation)}";
            var page = (await app.GetAsync($"/api/demo/people/unknown?limit=20{next}")).Json;
            told.AddRange(page["items"]!.AsArray());
            continuation = (string?)page["continuation"];
        } while (continuation is not null);

        Assert.Equal(1, told.Where(one => (string)one!["who"]! == Ghost).Sum(one => (int)one!["owns"]!));
        Assert.DoesNotContain(told, one => (string)one!["who"]! == "owner@demo.example");
        Assert.Equal(403, (await app.GetAsync("/api/demo/people/unknown", Reader)).Status);
    }

    [Fact]
    public async Task Nobody_is_found_under_an_address_that_is_nobodys()
    {
        var app = await demo.App;

        foreach (
            var email in (string[])
                ["nobody@people.example", "a%3Fb@people.example", "a%2520b@people.example", "%23", new string('a', 300)]
        )
        {
            Assert.Equal(404, (await app.GetAsync($"/api/demo/people/{email}")).Status);
            Assert.Equal(404, (await app.PostAsync($"/api/demo/people/{email}/return", """{"reason":"r"}""")).Status);
        }
    }

    private static async Task<Answer> AddAsync(RunningApp app, string email, string role, string? manager = null)
    {
        if (manager is not null)
        {
            await AddAsync(app, manager, "reader");
        }

        var body = new JsonObject
        {
            ["email"] = email,
            ["name"] = "Somebody",
            ["roles"] = new JsonArray(role),
            ["manager"] = manager,
        };
        return await app.PostAsync("/api/demo/people", body.ToJsonString(), email: Admin);
    }

    private static string Away(string other) =>
        $$"""{"from":"{{Day(0)}}","until":"{{Day(9)}}","delegate":"{{other}}","note":"A secret note"}""";

    private static string Leaving(int days, string? successor = null) =>
        new JsonObject
        {
            ["on"] = Day(days),
            ["successor"] = successor,
            ["reason"] = "Retires",
        }.ToJsonString();

    private static string Day(int days) => $"{TimeProvider.System.GetUtcNow().AddDays(days):yyyy-MM-dd}";

    private static IEnumerable<string> Names(Answer answer) => answer.Json.AsObject().Select(field => field.Key);
}
