using System.Globalization;
using System.Text;
using Xunit;

namespace RiskRegister.Tests.EndToEnd;

/// <summary>The process is killed at once (SIGKILL) in the middle of its work, and started again on the same data.</summary>
public sealed class KillTests
{
    private const int Rows = 2_000;

    [Fact]
    public async Task An_import_that_was_killed_goes_on_to_its_end_with_nothing_lost_and_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        var titles = Enumerable
            .Range(1, Rows)
            .Select(n => $"Killed row {n.ToString("D4", CultureInfo.InvariantCulture)}")
            .ToList();
        await using (var app = await RunningApp.StartAsync(folder.Path, "--no-azurite", "--no-mailbox"))
        {
            var import = app.PostBytesAsync("/api/demo/import", Csv(titles), "text/csv");
            await app.EventuallyAsync(() => CountAsync(app), count => count > 100, "the first rows");
            await app.KillAsync();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => import);
        }

        await using var again = await RunningApp.StartAsync(folder.Path, "--no-azurite", "--no-mailbox");
        await again.EventuallyAsync(() => CountAsync(again), count => count >= Rows, "the end of the import");

        var listed = await again.ListAsync("&q=killed%20row");
        Assert.Equal(titles, listed.Select(e => (string)e["title"]!).Order(StringComparer.Ordinal));
        var repeated = await again.PostBytesAsync("/api/demo/import", Csv(titles), "text/csv");
        Assert.Equal((0, Rows), ((int)repeated.Json["imported"]!, (int)repeated.Json["unchanged"]!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(150)]
    [InlineData(400)]
    [InlineData(800)]
    public async Task A_run_that_was_killed_asks_all_that_is_due_once_and_sends_no_digest_twice(int milliseconds)
    {
        using var folder = new TemporaryFolder();
        await using (var app = await RunningApp.StartAsync(folder.Path, "--no-azurite"))
        {
            await app.TriggerAsync("OpenReassessmentRuns");
            // Another moment of the run for each case; where exactly it falls does not matter.
            await Task.Delay(milliseconds);
            await app.KillAsync();
        }

        await using var again = await RunningApp.StartAsync(folder.Path, "--no-azurite");
        await again.TriggerAsync("OpenReassessmentRuns");
        var due = await again.AskedAsync();
        var ledger = await again.EventuallyAsync(
            again.LedgerOfDigestsAsync,
            mails => mails.Count >= 12 && mails.All(m => (string)m["state"]! is "sent" or "not-needed" or "uncertain"),
            "the end of sending"
        );

        foreach (var entry in due)
        {
            var history = (await again.GetAsync($"/api/demo/entries/{(string)entry["reference"]!}/history")).Json[
                "events"
            ]!.AsArray();
            Assert.Single(
                history,
                e => (string)e!["type"]! == "review-asked" && (string)e["data"]!["run"]! == (string)entry["review"]!["run"]!
            );
        }

        var owners = due.Select(e => (string?)e["owner"] ?? "manager@demo.example").Distinct();
        var told = ledger.Where(m => (string)m["state"]! is "sent" or "uncertain").Select(m => (string)m["to"]!).ToHashSet();
        var stand = await Task.WhenAll(owners.Select(owner => again.InPlaceOfAsync(owner)));
        Assert.Subset(told, stand.ToHashSet());
        // A mail whose transfer the kill broke off may be left in the mailbox's folder without its head; no server has taken it.
        var mails = (await again.DigestsAsync()).Select(m => (string?)m["to"]?[0]?["address"]).OfType<string>().ToList();
        Assert.Equal(mails.Count, mails.Distinct().Count());
        Assert.Subset(
            mails.ToHashSet(),
            ledger.Where(m => (string)m["state"]! == "sent").Select(m => (string)m["to"]!).ToHashSet()
        );
        Assert.True((bool)(await again.GetAsync("/api/demo/history/verification")).Json["verified"]!);
    }

    private static byte[] Csv(IEnumerable<string> titles) =>
        Encoding.UTF8.GetBytes(
            "Title,Likelihood,Impact,Owner\n" + string.Concat(titles.Select(t => $"{t},3,4,owner@demo.example\n"))
        );

    private static async Task<int> CountAsync(RunningApp app) =>
        (int)(await app.GetAsync("/api/demo/entries/count?q=killed%20row")).Json["count"]!;
}
