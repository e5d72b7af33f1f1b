using Xunit;

namespace RiskRegister.Tests.EndToEnd;

public sealed class AcceptingTests(DemoApp demo)
{
    private const string Owner = "owner@demo.example";
    private const string Approver = "approver@demo.example";
    private const string Acceptance = """{"reason":"It has to be borne","conditions":"Weekly rounds","until":"UNTIL"}""";

    [Fact]
    public async Task An_acceptance_is_asked_for_given_on_what_was_seen_voided_by_a_change_and_asked_for_again()
    {
        var app = await demo.App;
        var path = await RaiseAsync(app, "risk");
        await DoAsync(app, path, "assess", """{"stage":"inherent","likelihood":5,"consequence":5,"rationale":"Old pipes"}""");
        await DoAsync(app, path, "respond", """{"response":"retain","reason":"There is no other room"}""");
        var asked = await DoAsync(app, path, "request-acceptance", """{"why":"No room","approver":"approver@demo.example"}""");
        Assert.Equal(Approver, (string)asked.Json["acceptanceRequest"]!["approver"]!);
        var body = Acceptance.Replace(
            "UNTIL",
            $"{TimeProvider.System.GetUtcNow().AddDays(100):yyyy-MM-dd}",
            StringComparison.Ordinal
        );

        var unseen = await app.PostAsync($"{path}/accept", body, email: Approver);
        Assert.Equal((428, "application/problem+json"), (unseen.Status, unseen.ContentType));
        Assert.Equal(428, (await app.PostAsync($"{path}/accept", body, "*", Approver)).Status);
        Assert.Equal(412, (await app.PostAsync($"{path}/accept", body, "\"old\"", Approver)).Status);
        Assert.Equal(403, (await app.PostAsync($"{path}/accept", body, asked.ETag, Owner)).Status);
        var accepted = await app.PostAsync($"{path}/accept", body, asked.ETag, Approver);

        Assert.Equal(200, accepted.Status);
        Assert.Null(accepted.Json["acceptanceRequest"]);
        Assert.True((bool)accepted.Json["acceptance"]!["holds"]!);
        Assert.Equal("very-high", (string)accepted.Json["acceptance"]!["seal"]!["level"]!);
        Assert.Contains("accepted", Standing(accepted));

        await DoAsync(app, path, "respond", """{"response":"share","reason":"The insurer pays"}""");
        var read = await app.GetAsync(path);
        Assert.Equal(
            """[{"what":"response","was":"retain","is":"share"}]""",
            read.Json["acceptance"]!["differences"]!.ToJsonString()
        );
        Assert.Equal(
            ["acceptance-asked", "acceptance-void"],
            Standing(read).Where(s => s.StartsWith("acceptance", StringComparison.Ordinal)).Order()
        );
        Assert.Equal(Approver, (string)read.Json["acceptanceRequest"]!["approver"]!);

        var refused = await app.PostAsync($"{path}/refuse-acceptance", """{"reason":"Look for a room"}""", read.ETag, Approver);
        Assert.Equal(200, refused.Status);
        Assert.Equal(409, (await app.PostAsync($"{path}/refuse-acceptance", """{"reason":"Twice"}""", email: Approver)).Status);
        Assert.True((bool)(await app.GetAsync($"{path}/history/verification")).Json["verified"]!);
    }

    [Fact]
    public async Task Only_an_approver_is_named_in_a_request()
    {
        var app = await demo.App;
        var path = await RaiseAsync(app, "risk");
        await DoAsync(app, path, "assess", """{"stage":"inherent","likelihood":5,"consequence":5,"rationale":"Old pipes"}""");
        await DoAsync(app, path, "respond", """{"response":"retain","reason":"There is no other room"}""");

        foreach (var somebody in new[] { "owner@demo.example", "nobody@demo.example", "no/address" })
        {
            var refused = await app.PostAsync($"{path}/request-acceptance", $$"""{"why":"No room","approver":"{{somebody}}"}""");
            Assert.Equal(400, refused.Status);
            Assert.Contains("approver", refused.Fields);
        }
    }

    [Fact]
    public async Task An_opportunity_is_decided_on_and_followed_to_what_it_brought()
    {
        var app = await demo.App;
        var path = await RaiseAsync(app, "opportunity");
        await DoAsync(app, path, "decide-pursuit", """{"decision":"pursue","reason":"It pays"}""");
        await DoAsync(app, path, "expect-benefit", """{"measure":"Answers in time","value":80.5,"unit":"%","by":"2999-01-01"}""");
        var told = await DoAsync(app, path, "realise-benefit", """{"value":40.25,"on":"2026-01-01","note":"Counted"}""");

        Assert.Equal("""{"expected":80.5,"realised":40.25,"share":0.5}""", told.Json["realisation"]!.ToJsonString());
        Assert.Equal("pursue", (string)told.Json["pursuit"]!["decision"]!);
        Assert.NotNull(told.ETag);
        var refused = await app.PostAsync($"{path}/expect-benefit", """{"value":"much"}""");
        Assert.Contains("Send a number.", (string)refused.Json["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tie_is_seen_from_both_ends_and_taken_away_from_both()
    {
        var app = await demo.App;
        var (opportunity, risk) = (await RaiseAsync(app, "opportunity"), await RaiseAsync(app, "risk"));
        var (o, r) = (opportunity.Split('/')[^1], risk.Split('/')[^1]);
        var tied = await DoAsync(app, opportunity, "link", $$"""{"to":"{{r}}","kind":"risk-of-pursuing"}""");

        Assert.Equal($$"""[{"to":"{{r}}","kind":"risk-of-pursuing"}]""", tied.Json["links"]!.ToJsonString());
        Assert.Equal(
            $$"""[{"to":"{{o}}","kind":"brought-by-pursuing"}]""",
            (await app.GetAsync(risk)).Json["links"]!.ToJsonString()
        );
        Assert.Equal(404, (await app.PostAsync($"{risk}/link", """{"to":"R-9999","kind":"related"}""")).Status);
        Assert.Equal(400, (await app.PostAsync($"{risk}/link", $$"""{"to":"{{r}}","kind":"related"}""")).Status);
        await DoAsync(app, risk, "unlink", $$"""{"to":"{{o}}","kind":"brought-by-pursuing","reason":"Mistaken"}""");
        Assert.Equal("[]", (await app.GetAsync(opportunity)).Json["links"]!.ToJsonString());
    }

    private static async Task<string> RaiseAsync(RunningApp app, string kind) =>
        (
            await app.PostAsync(
                "/api/demo/entries",
                $$"""{"kind":"{{kind}}","title":"To be decided on","owner":"{{Owner}}","category":"Property"}"""
            )
        ).Location!.ToString();

    private static async Task<Answer> DoAsync(RunningApp app, string path, string verb, string body)
    {
        var answer = await app.PostAsync($"{path}/{verb}", body);
        Assert.True(answer.Status == 200, answer.Text);
        return answer;
    }

    private static IEnumerable<string> Standing(Answer answer) => answer.Json["standing"]!.AsArray().Select(s => (string)s!);
}
