using System.Text.Json.Nodes;
using Xunit;

namespace RiskRegister.Tests.EndToEnd;

public sealed class RunsTests
{
    [Fact]
    public async Task A_managers_request_for_a_category_asks_what_is_not_due_can_be_paused_and_is_taken_back_when_it_is_ended()
    {
        using var folder = new TemporaryFolder();
        await using var app = await RunningApp.StartAsync(folder.Path, "--no-azurite", "--no-mailbox");
        var open = (await app.ListAsync("&category=Property")).Where(e => (string)e["state"]! != "closed").ToList();
        Assert.NotEmpty(open);

        var requested = await app.PostAsync(
            "/api/demo/runs",
            """{"scope":"category","category":"Property","reason":"The flood map has changed."}"""
        );
        Assert.Equal(201, requested.Status);
        var run = $"/api/demo/runs/{(string)requested.Json["run"]!}";
        var progress = await ProgressAsync(app, run, p => (int?)p["run"]!["asked"] == open.Count);
        Assert.Equal((open.Count, 0), ((int)progress["open"]!, (int)progress["answered"]!));
        Assert.All(
            progress["items"]!.AsArray(),
            item => Assert.StartsWith("The flood map", (string)item!["why"]!, StringComparison.Ordinal)
        );

        var rated = open.First(e => e["current"] is not null || e["inherent"] is not null);
        var answered = await app.PostAsync(
            $"/api/demo/entries/{(string)rated["reference"]!}/review",
            """{"answer":"confirmed","reason":"It lies on the hill."}"""
        );
        Assert.Equal(200, answered.Status);
        await ProgressAsync(app, run, p => (int)p["answered"]! == 1);

        var paused = await app.PostAsync($"{run}/pause", """{"reason":"The office is away"}""");
        Assert.NotNull(paused.Json["pausedAt"]);
        var resumed = await app.PostAsync($"{run}/resume", """{"reason":"All are back"}""");
        Assert.Null(resumed.Json["pausedAt"]);

        Assert.Equal(200, (await app.PostAsync($"{run}/end", """{"reason":"Asked by mistake"}""")).Status);
        var ended = await ProgressAsync(app, run, p => p["run"]!["summary"] is not null);
        var summary = ended["run"]!["summary"]!;
        Assert.Equal(
            (open.Count, 1, open.Count - 1, 0),
            ((int)summary["asked"]!, (int)summary["answered"]!, (int)summary["withdrawn"]!, (int)ended["open"]!)
        );
        Assert.Equal("manager@demo.example", (string)ended["run"]!["endedBy"]!);
        Assert.Equal(409, (await app.PostAsync($"{run}/pause", """{"reason":"Too late"}""")).Status);
        Assert.Equal(404, (await app.GetAsync("/api/demo/runs/2031-01-01")).Status);
    }

    private static Task<JsonNode> ProgressAsync(RunningApp app, string run, Func<JsonNode, bool> until) =>
        app.EventuallyAsync(async () => (await app.GetAsync(run)).Json, until, "the progress of the run");
}
