using System.Text.Json.Nodes;
using Xunit;

namespace RiskRegister.Tests.EndToEnd;

/// <summary>Controls, actions and checks as clients of the API see them.</summary>
public sealed class ActingTests(DemoApp demo)
{
    [Fact]
    public async Task A_level_is_lowered_by_a_control_and_rises_again_when_that_is_retired()
    {
        var app = await demo.App;
        var path = await RaiseAsync(app);
        await Do(app, path, "assess", """{"stage":"inherent","likelihood":5,"consequence":5,"rationale":"Every spring"}""");
        const string Lower = """{"stage":"current","likelihood":1,"consequence":1,"rationale":"Alarm","confidence":"low"}""";
        var refused = await app.PostAsync($"{path}/assess", Lower);
        Assert.Equal((400, "restsOn"), (refused.Status, Assert.Single(refused.Fields)));

        var added = await Do(app, path, "add-control", """{"title":"Water alarm","process":"Keep records"}""");
        Assert.Equal("C1", (string)added["controls"]![0]!["id"]!);
        var lowered = await Do(app, path, "assess", Lower.Replace("}", ",\"restsOn\":[\"C1\"]}", StringComparison.Ordinal));
        Assert.Equal(("low", "low"), ((string)lowered["level"]!, (string)lowered["current"]!["confidence"]!));

        var retired = await Do(app, path, "retire-control", """{"control":"C1","reason":"Broken"}""");
        Assert.Equal("very-high", (string)retired["level"]!);
        Assert.Contains("needs-assessment", Standing(retired));
    }

    [Fact]
    public async Task An_action_is_typed_in_once_for_two_entries_and_goes_through_its_life_in_both()
    {
        var app = await demo.App;
        var (one, two) = (await RaiseAsync(app), await RaiseAsync(app));
        await Do(app, one, "plan-action", """{"title":"Replace the pipes","due":"2999-01-01","cost":1250.50}""");
        var shared = await Do(app, one, "share-action", $$"""{"action":"A1","with":["{{two.Split('/')[^1]}}"]}""");
        Assert.Equal(two.Split('/')[^1], (string)shared["actions"]![0]!["twins"]![0]!["reference"]!);
        Assert.Equal(1250.5m, (decimal)(await ActionAsync(app, two))["cost"]!);

        await Do(app, two, "change-action", """{"action":"A1","due":"2999-12-31","reason":"The supplier is late"}""");
        Assert.Equal("2999-12-31", (string)(await ActionAsync(app, one))["due"]!);
        await Do(app, two, "complete-action", """{"action":"A1","outcome":"New pipes"}""");
        Assert.Equal("New pipes", (string)(await ActionAsync(app, one))["outcome"]!);

        const string Verdict = """{"action":"A1","verdict":"effective","finding":"No leak"}""";
        var own = await app.PostAsync($"{one}/check-action", Verdict);
        Assert.Equal((409, "urn:risk-register:problem:maker-is-not-checker"), (own.Status, (string)own.Json["type"]!));
        Assert.Equal(200, (await app.PostAsync($"{one}/check-action", Verdict, email: "owner@demo.example")).Status);
        Assert.Equal("effective", (string)(await ActionAsync(app, two))["check"]!["verdict"]!);
        Assert.True((bool)(await app.GetAsync($"{two}/history/verification")).Json["verified"]!);
    }

    [Fact]
    public async Task A_dropped_action_tells_why_and_the_answer_has_the_new_version()
    {
        var app = await demo.App;
        var path = await RaiseAsync(app);
        await Do(app, path, "plan-action", """{"title":"Replace the pipes","due":"2999-01-01"}""");
        var before = (await app.GetAsync(path)).ETag;

        var dropped = await app.PostAsync($"{path}/drop-action", """{"action":"A1","reason":"Too dear"}""", before);

        Assert.Equal((200, "Too dear"), (dropped.Status, (string)dropped.Json["actions"]![0]!["droppedReason"]!));
        Assert.NotEqual(before, dropped.ETag);
        Assert.Equal(412, (await app.PostAsync($"{path}/add-control", """{"title":"Alarm"}""", before)).Status);
    }

    [Theory]
    [InlineData("plan-action", """{"title":"x","due":"2999-01-01","cost":"much"}""", "cost", "Send a number.")]
    [InlineData("check-action", """{"action":"A1","verdict":"good","finding":"x"}""", "verdict", "\"not-effective\"")]
    [InlineData("share-action", """{"action":"A1","with":"R-0002"}""", "with", "Send a list of texts.")]
    [InlineData("change-action", """{"action":"A1","colour":"red"}""", "colour", "unknown")]
    [InlineData("retire-control", """{"control":"C1"}""", "control", "In force: none.")]
    public async Task A_bad_field_is_named(string verb, string body, string field, string says)
    {
        var app = await demo.App;
        var refused = await app.PostAsync($"{await RaiseAsync(app)}/{verb}", body);

        Assert.Equal(400, refused.Status);
        Assert.Contains(field, refused.Fields);
        Assert.Contains(says, (string)refused.Json["errors"]![field]![0]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_action_is_not_shared_with_what_does_not_exist_in_the_agency()
    {
        var app = await demo.App;
        var path = await RaiseAsync(app);
        await Do(app, path, "plan-action", """{"title":"Replace the pipes","due":"2999-01-01"}""");

        var refused = await app.PostAsync($"{path}/share-action", """{"action":"A1","with":["R-99999"]}""");

        Assert.Equal((404, "The entry R-99999 does not exist here."), (refused.Status, (string)refused.Json["detail"]!));
    }

    private static async Task<string> RaiseAsync(RunningApp app) =>
        (await app.PostAsync("/api/demo/entries", """{"kind":"risk","title":"Archive floods"}""")).Location!.ToString();

    private static async Task<JsonNode> Do(RunningApp app, string path, string verb, string body)
    {
        var answer = await app.PostAsync($"{path}/{verb}", body);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }

    private static async Task<JsonNode> ActionAsync(RunningApp app, string path) =>
        (await app.GetAsync(path)).Json["actions"]![0]!;

    private static IEnumerable<string> Standing(JsonNode entry) => entry["standing"]!.AsArray().Select(s => (string)s!);
}
