namespace RiskRegister.Benchmarks.Scenarios;

/// <summary>Asks for the first 50 of 100,000 entries in each order in turn.</summary>
public sealed class ListPage : Scenario
{
    private static readonly string[] Sorts = ["reference", "level", "changed", "due", "title", "owner"];

    public override string What => "a list page of 50 out of 100,000 entries, and memory with them";

    public override async Task MeasureAsync(Report report)
    {
        using var folder = new TemporaryFolder();
        await using (var register = await RegisterInProcess.StartAsync(folder))
        {
            await register.MakeAgencyAsync("large");
            await register.FillAsync("large", report.Times(100_000));
        }

        await using var product = await ServerProcess.StartProductAsync(folder);
        await product.IdleAsync();
        report.AtMost(null, "memory after the start", product.Memory, "MB");
        var requests = Sorts
            .Select(sort => HttpLoad.Request("GET", $"/api/large/entries?limit=50&sort={sort}", [Caller.Header]))
            .ToList();
        var pages = HttpLoad.Run(product.Address, clients: 1, report.Times(3000), i => requests[i % requests.Count]);
        report.AtMost(20, "list page, p99", pages.P99, "ms");
        report.AtMost(null, "list page, p50", pages.P50, "ms");
        report.AtMost(300, "memory at the end", product.Memory, "MB");
    }
}
