using System.Text.Json.Nodes;
using Xunit;

namespace RiskRegister.Tests.EndToEnd;

public sealed class ReassessmentTests
{
    [Fact]
    public async Task A_run_asks_each_owner_once_by_one_digest_and_an_answer_ends_the_review()
    {
        using var folder = new TemporaryFolder();
        await using var app = await RunningApp.StartAsync(folder.Path, "--no-azurite");

        await app.TriggerAsync("OpenReassessmentRuns");
        var asked = await app.AskedAsync();
        var owners = asked.Select(e => (string?)e["owner"] ?? "manager@demo.example").ToHashSet(StringComparer.Ordinal);
        var stand = await Task.WhenAll(owners.Select(owner => app.InPlaceOfAsync(owner)));
        var mails = await app.EventuallyAsync(
            app.DigestsAsync,
            m => stand.ToHashSet().IsSubsetOf(m.Select(Recipient)),
            "a digest for each owner, or for who stands in"
        );
        await SettledAsync(app);

        Assert.Contains("owner@demo.example", stand);
        Assert.DoesNotContain(mails, mail => owners.Except(stand).Contains(Recipient(mail)));
        Assert.Equal(mails.Count, mails.Select(Recipient).Distinct().Count());

        await app.TriggerAsync("OpenReassessmentRuns");
        await SettledAsync(app);
        Assert.Equal((await SentAsync(app)).Order(), (await app.DigestsAsync()).Select(Recipient).Order());

        var mine = asked.First(e => (string?)e["owner"] == "owner@demo.example" && e["current"] is not null);
        var path = $"/api/demo/entries/{(string)mine["reference"]!}";
        var answered = await app.PostAsync(
            $"{path}/review",
            """{"answer":"confirmed","reason":"Nothing has changed."}""",
            email: "owner@demo.example"
        );
        Assert.Equal(200, answered.Status);
        Assert.Null(answered.Json["review"]);
        var last = (await app.GetAsync($"{path}/history")).Json["events"]!.AsArray()[^1]!;
        Assert.Equal(
            ("reviewed", "owner@demo.example", "Nothing has changed."),
            ((string)last["type"]!, (string)last["by"]!, (string)last["why"]!)
        );
    }

    [Fact]
    public async Task A_run_whose_reviews_are_all_answered_ends_with_its_summary()
    {
        using var folder = new TemporaryFolder();
        await using var app = await RunningApp.StartAsync(folder.Path, "--no-azurite", "--no-mailbox");

        await app.TriggerAsync("OpenReassessmentRuns");
        var asked = await app.AskedAsync();
        foreach (var entry in asked)
        {
            var closed = await app.PostAsync(
                $"/api/demo/entries/{(string)entry["reference"]!}/close",
                """{"reason":"No longer needed."}"""
            );
            Assert.Equal(200, closed.Status);
        }

        var run = await app.EventuallyAsync(
            async () => (await app.GetAsync("/api/demo/runs")).Json["items"]![0]!,
            r => r["summary"] is not null,
            "the summary of the run"
        );
        Assert.Equal(asked.Count, (int)run["summary"]!["asked"]!);
        Assert.Equal(asked.Count, (int)run["summary"]!["answered"]!);
    }

    private static string Recipient(JsonNode mail) => (string)mail["to"]![0]!["address"]!;

    /// <summary>Waits until no mail waits to be sent, and the digests of the day are all queued.</summary>
    private static Task SettledAsync(RunningApp app) =>
        app.EventuallyAsync(
            app.LedgerOfDigestsAsync,
            mails => mails.Count >= 12 && mails.All(m => (string)m["state"]! is "sent" or "not-needed"),
            "the end of sending"
        );

    private static async Task<IEnumerable<string>> SentAsync(RunningApp app) =>
        (await app.LedgerOfDigestsAsync()).Where(m => (string)m["state"]! == "sent").Select(m => (string)m["to"]!);
}
