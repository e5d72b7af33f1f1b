using System.Text.Json.Nodes;
using Xunit;

namespace RiskRegister.Tests.EndToEnd;

/// <summary>Signals and indicators as clients of the API see them.</summary>
public sealed class SignalTests(DemoApp demo)
{
    private const string Complaint = """{"kind":"complaint","title":"No answer for six weeks","from":"A shop owner"}""";

    [Fact]
    public async Task A_signal_is_received_once_under_the_name_that_its_source_gives_it()
    {
        var app = await demo.App;
        const string Sent = """{"kind":"incident","title":"Form is down","source":"monitor","externalId":"once 1"}""";

        var first = await app.PostAsync("/api/demo/signals", Sent, email: "contributor@demo.example");
        var again = await app.PostAsync("/api/demo/signals", Sent, email: "contributor@demo.example");

        Assert.Equal((201, 200), (first.Status, again.Status));
        Assert.Equal((string)first.Json["reference"]!, (string)again.Json["reference"]!);
        var read = await app.GetAsync(first.Location!.ToString());
        Assert.Equal((200, first.ETag, first.Text), (read.Status, read.ETag, read.Text));
        Assert.Equal(("open", "risk-managers"), ((string)read.Json["state"]!, (string)read.Json["assignee"]!));
        Assert.Equal(403, (await app.PostAsync("/api/demo/signals", Sent, email: "reader@demo.example")).Status);
    }

    [Fact]
    public async Task A_signal_is_assigned_answered_by_raising_an_entry_and_reopened_and_its_history_tells_all()
    {
        var app = await demo.App;
        var received = await app.PostAsync("/api/demo/signals", Complaint);
        var path = received.Location!.ToString();

        var assigned = await Do(app, $"{path}/assign", """{"assignee":"owner@demo.example","reason":"Knows the case"}""");
        Assert.Equal("owner@demo.example", (string)assigned["assignee"]!);
        var stale = await app.PostAsync($"{path}/answer", """{"answer":"no-change","why":"x"}""", received.ETag);
        Assert.Equal(412, stale.Status);
        var answered = await Do(
            app,
            $"{path}/answer",
            """{"answer":"raises-entry","entry":{"kind":"risk","title":"Letters lie too long"}}"""
        );
        var raised = await app.GetAsync($"/api/demo/entries/{(string)answered["answer"]!["entries"]![0]!}");
        Assert.Equal((string)answered["reference"]!, (string)raised.Json["signal"]!);
        Assert.Equal(409, (await app.PostAsync($"{path}/answer", """{"answer":"no-change","why":"x"}""")).Status);
        Assert.Equal("open", (string)(await Do(app, $"{path}/reopen", """{"reason":"Two risks in it"}"""))["state"]!);

        var history = (await app.GetAsync($"{path}/history")).Json["events"]!.AsArray();
        Assert.Equal(
            ["signal-received", "signal-assigned", "signal-answered", "signal-reopened"],
            history.Select(e => (string)e!["type"]!)
        );
    }

    [Fact]
    public async Task Entries_that_have_to_be_changed_know_the_signal_and_their_reviews_are_called()
    {
        var app = await demo.App;
        var entry = (
            await app.PostAsync("/api/demo/entries", """{"kind":"risk","title":"Archive floods"}""")
        ).Location!.ToString();
        var reference = entry.Split('/')[^1];
        var path = (await app.PostAsync("/api/demo/signals", Complaint)).Location!.ToString();

        var unknown = $$"""{"answer":"changes-entry","references":["{{reference}}","R-99999"],"why":"Wet again"}""";
        Assert.Equal(404, (await app.PostAsync($"{path}/answer", unknown)).Status);
        await Do(app, $"{path}/answer", unknown.Replace(",\"R-99999\"", "", StringComparison.Ordinal));

        var changed = (await app.GetAsync(entry)).Json;
        Assert.Equal(path.Split('/')[^1], (string)changed["signals"]![0]!);
        Assert.Equal("signal", (string)changed["reviewCall"]!["cause"]!);
        Assert.Equal(
            ["raised", "signal-noted", "review-called"],
            (await app.GetAsync($"{entry}/history")).Json["events"]!.AsArray().Select(e => (string)e!["type"]!)
        );
    }

    [Fact]
    public async Task A_manager_calls_for_the_review_of_an_entry()
    {
        var app = await demo.App;
        var entry = (
            await app.PostAsync("/api/demo/entries", """{"kind":"risk","title":"Archive floods"}""")
        ).Location!.ToString();

        var called = await app.PostAsync($"{entry}/call-review", """{"reason":"New law"}""");

        Assert.Equal((200, "request"), (called.Status, (string)called.Json["reviewCall"]!["cause"]!));
        Assert.Contains("review-due", called.Json["standing"]!.AsArray().Select(s => (string)s!));
        var refused = await app.PostAsync($"{entry}/call-review", """{"reason":"x"}""", email: "owner@demo.example");
        Assert.Equal(403, refused.Status);
    }

    [Fact]
    public async Task Signals_are_listed_by_what_they_are_and_whom_they_wait_for()
    {
        var app = await demo.App;
        var path = (
            await app.PostAsync("/api/demo/signals", Complaint.Replace("six", "sixty", StringComparison.Ordinal))
        ).Location!.ToString();
        var reference = path.Split('/')[^1];
        async Task<IReadOnlyList<string>> ListAsync(string query, string email = "manager@demo.example")
        {
            var answer = await app.GetAsync($"/api/demo/signals?limit=200&{query}", email);
            Assert.True(answer.Status == 200, answer.Text);
            return [.. answer.Json["items"]!.AsArray().Select(i => (string)i!["reference"]!)];
        }

        Assert.Equal([reference], await ListAsync("q=SIXTY%20weeks&kind=complaint&state=open&overdue=false&sort=deadline"));
        Assert.Equal([reference], await ListAsync($"q={reference}"));
        Assert.Contains(reference, await ListAsync("mine=true"));
        Assert.DoesNotContain(reference, await ListAsync("mine=true", "owner@demo.example"));
        Assert.DoesNotContain(reference, await ListAsync("overdue=true"));
        await Do(app, $"{path}/assign", """{"assignee":"owner@demo.example","reason":"Knows the case"}""");
        Assert.Contains(reference, await ListAsync("mine=true", "owner@demo.example"));
        Assert.DoesNotContain(reference, await ListAsync("mine=true"));
        Assert.Contains(reference, await ListAsync("assignee=Owner@demo.example"));
        Assert.Empty(await ListAsync("entry=R-99999"));
        Assert.Equal(["kind"], (await app.GetAsync("/api/demo/signals?kind=gossip")).Fields);
        Assert.Equal(404, (await app.GetAsync("/api/demo/signals/R-0001")).Status);
        Assert.Equal(404, (await app.PostAsync("/api/demo/signals/I-0001/reopen", """{"reason":"x"}""")).Status);
    }

    [Fact]
    public async Task A_reading_in_breach_makes_a_signal_and_a_correction_needs_a_reason()
    {
        var app = await demo.App;
        var defined = await app.PostAsync(
            "/api/demo/indicators",
            """{"name":"Open cases","unit":"cases","measures":"Counted on Monday","owner":"owner@demo.example","direction":"higher-is-worse","warning":100,"breach":120.50,"everyDays":7}"""
        );
        Assert.Equal((201, "awaited"), (defined.Status, (string)defined.Json["status"]!));
        var path = defined.Location!.ToString();

        await Do(app, $"{path}/readings", """{"day":"2020-01-06","value":99.50}""");
        var breach = await Do(app, $"{path}/readings", """{"day":"2020-01-13","value":130}""");
        var signal = (string)breach["signal"]!;
        Assert.Equal(("breach", "worse"), ((string)breach["status"]!, (string)breach["trend"]!));
        Assert.Equal("indicator-breach", (string)(await app.GetAsync($"/api/demo/signals/{signal}")).Json["kind"]!);

        const string Correction = """{"day":"2020-01-13","value":103}""";
        Assert.Equal(["reason"], (await app.PostAsync($"{path}/readings", Correction)).Fields);
        var mended = await Do(
            app,
            $"{path}/readings",
            Correction.Replace("}", ",\"reason\":\"Typo\"}", StringComparison.Ordinal)
        );
        Assert.Equal(("overdue", signal), ((string)mended["status"]!, (string)mended["signal"]!));
        Assert.Equal("open", (string)(await app.GetAsync($"/api/demo/signals/{signal}")).Json["state"]!);

        var page = (await app.GetAsync($"{path}/readings?limit=1")).Json;
        Assert.Equal("2020-01-13", (string)page["items"]![0]!["day"]!);
        var next = Uri.EscapeDataString((string)page["continuation"]!);
        var last = (await app.GetAsync($"{path}/readings?limit=1&continuation={next}")).Json;
        Assert.Equal(99.5m, (decimal)last["items"]![0]!["value"]!);
        Assert.True((bool)(await app.GetAsync("/api/demo/history/verification")).Json["verified"]!);
    }

    [Fact]
    public async Task An_indicator_is_changed_for_a_reason_retired_and_listed()
    {
        var app = await demo.App;
        var path = (
            await app.PostAsync(
                "/api/demo/indicators",
                """{"name":"Calls answered","unit":"%","measures":"Within a minute","owner":"Owner@demo.example","direction":"lower-is-worse","warning":80,"breach":70,"everyDays":30,"entries":["R-0002"]}"""
            )
        ).Location!.ToString();
        var reference = path.Split('/')[^1];

        Assert.Equal(["reason"], (await app.PostAsync($"{path}/change", """{"change":{"warning":85}}""")).Fields);
        var changed = await Do(app, $"{path}/change", """{"change":{"warning":85,"entries":["R-0003"]},"reason":"New aim"}""");
        Assert.Equal((85m, "R-0003"), ((decimal)changed["warning"]!, (string)changed["entries"]![0]!));
        var listed = (await app.GetAsync("/api/demo/indicators?entry=R-0003&active=true&owner=owner@demo.example&q=CALLS")).Json;
        Assert.Equal(reference, (string)Assert.Single(listed["items"]!.AsArray())!["reference"]!);
        Assert.False((bool)(await Do(app, $"{path}/retire", """{"reason":"Line is closed"}"""))["active"]!);
        var late = await app.PostAsync($"{path}/readings", """{"day":"2020-01-06","value":99}""");
        Assert.Equal((409, "urn:risk-register:problem:retired"), (late.Status, (string)late.Json["type"]!));
        Assert.Equal(3, (await app.GetAsync($"{path}/history")).Json["events"]!.AsArray().Count);
    }

    private static async Task<JsonNode> Do(RunningApp app, string path, string body)
    {
        var answer = await app.PostAsync(path, body);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }
}
