using System.Text;

namespace RiskRegister.Benchmarks.Scenarios;

/// <summary>Raises risks through the API of the product, durably: one after the other, and from 32 clients in one and in eight agencies.</summary>
public sealed class RaiseEntries : Scenario
{
    private const int Clients = 32;

    private const string Risk = """
        {"kind":"risk","title":"The permit database is lost","cause":"A single server without a spare","event":"The server fails for good",
        "consequence":"Permits can't be issued for weeks","owner":"owner@demo.example","category":"Operations"}
        """;

    public override string What => "raising entries through the API, durable";

    public override async Task MeasureAsync(Report report)
    {
        using var folder = new TemporaryFolder();
        var agencies = Enumerable.Range(1, 8).Select(number => $"agency-{number}").ToList();
        await using (var register = await RegisterInProcess.StartAsync(folder))
        {
            foreach (var agency in agencies)
            {
                await register.MakeAgencyAsync(agency);
            }
        }

        await using var product = await ServerProcess.StartProductAsync(folder);
        var requests = agencies
            .Select(agency => HttpLoad.Request("POST", $"/api/{agency}/entries", [Caller.Header], Risk))
            .ToList();

        var sequential = HttpLoad.Run(product.Address, 1, report.Times(2000), _ => requests[0]);
        report.AtMost(5, "one after the other, p50", sequential.P50, "ms");
        var one = HttpLoad.Run(product.Address, Clients, report.Times(10_000), _ => requests[0]);
        report.AtLeast(300, $"from {Clients} clients in one agency", one.PerSecond, "entries/s");
        var eight = HttpLoad.Run(product.Address, Clients, report.Times(20_000), i => requests[i % 8]);
        report.AtLeast(1000, $"from {Clients} clients in eight agencies", eight.PerSecond, "entries/s");
        report.AtMost(null, "memory at the end", product.Memory, "MB");
    }
}
