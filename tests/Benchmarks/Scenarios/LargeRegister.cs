using System.Globalization;

namespace RiskRegister.Benchmarks.Scenarios;

/// <summary>Asks an agency with 100,000 entries and 1,000,000 events for what people ask of it every day.</summary>
public sealed class LargeRegister : Scenario
{
    /// <summary>What is asked for; <c>{n}</c> stands for the number of one entry after the other.</summary>
    private static readonly (string What, string Path)[] Questions =
    [
        ("list by standing", "/api/large/entries?standing=outside-appetite"),
        ("list by owner, latest first", "/api/large/entries?owner=owner@demo.example&sort=changed"),
        ("list by category and level", "/api/large/entries?category=Operations&level=high"),
        ("list by words", "/api/large/entries?q=permit"),
        ("entry", "/api/large/entries/R-{n}"),
        ("entry page", "/large/entries/R-{n}"),
        ("history", "/api/large/entries/R-{n}/history"),
        ("entry as of a day", "/api/large/entries/R-{n}?asOf={day}"),
        ("difference between two days", "/api/large/entries/R-{n}/history/difference?from={day}"),
        ("list as of a day", "/api/large/entries?asOf={day}"),
    ];

    public override string What => "lists, entries and the past, out of 100,000 entries with 1,000,000 events";

    public override async Task MeasureAsync(Report report)
    {
        using var folder = new TemporaryFolder();
        var entries = report.Times(100_000);
        await using (var register = await RegisterInProcess.StartAsync(folder))
        {
            await register.MakeAgencyAsync("large");
            await register.FillAsync("large", entries, events: 10);
        }

        await using var product = await ServerProcess.StartProductAsync(folder);
        await product.IdleAsync();
        // Today, because some of the entries are no older.
        var day = DaysAgo(0);
        foreach (var (what, path) in Questions)
        {
            var answers = HttpLoad.Run(
                product.Address,
                clients: 1,
                report.Times(1000),
                i => HttpLoad.Request("GET", path.Replace("{n}", Number(i, entries)).Replace("{day}", day), [Caller.Header])
            );
            report.AtMost(20, $"{what}, p99", answers.P99, "ms");
            report.AtMost(null, $"{what}, p50", answers.P50, "ms");
        }

        report.AtMost(300, "memory at the end", product.Memory, "MB");
    }

    // Spread over the register, so that no page of the database is asked for twice in a row. More than half of the entries are risks.
    private static string Number(int i, int entries) =>
        (1 + i * 7919L % (entries / 2)).ToString("D4", CultureInfo.InvariantCulture);
}
