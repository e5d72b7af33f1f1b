using Microsoft.Azure.Cosmos;

namespace RiskRegister.Benchmarks.Scenarios;

/// <summary>Reads documents of about 1.5 KB by id, one after the other.</summary>
public sealed class CosmosPointRead : Scenario
{
    private const int Documents = 1000;

    public override string What => "point reads through the genuine SDK over loopback";

    public override async Task MeasureAsync(Report report)
    {
        using var folder = new TemporaryFolder();
        await using var cosmos = await RegisterInProcess.StartAsync(folder);
        for (var i = 0; i < Documents; i++)
        {
            await cosmos.Container.CreateItemAsync(Document.Of("reads", i), new PartitionKey("reads"));
        }

        var reads = await Load.RunAsync(
            clients: 1,
            report.Times(10_000),
            i => cosmos.Container.ReadItemAsync<Document>(Document.IdOf(i % Documents), new PartitionKey("reads"))
        );
        report.AtMost(1, "point read, p50", reads.P50, "ms");
        report.AtMost(null, "point read, p99", reads.P99, "ms");
    }
}
