using Microsoft.Azure.Cosmos;

namespace RiskRegister.Benchmarks.Scenarios;

/// <summary>Commits transactional batches that create three documents of about 1.5 KB; each is durable when it is answered.</summary>
public sealed class CosmosBatch : Scenario
{
    private const int Clients = 32;

    public override string What => "transactional batches of three documents, durable";

    public override async Task MeasureAsync(Report report)
    {
        using var folder = new TemporaryFolder();
        await using var cosmos = await RegisterInProcess.StartAsync(folder);

        var sequential = await Load.RunAsync(1, report.Times(3000), i => CommitAsync(cosmos.Container, "one", i));
        report.AtMost(3, "one after the other, p50", sequential.P50, "ms");
        report.AtMost(null, "one after the other, p99", sequential.P99, "ms");

        var together = await Load.RunAsync(Clients, report.Times(20_000), i => CommitAsync(cosmos.Container, "many", i));
        report.AtLeast(2000, $"from {Clients} clients", together.PerSecond, "batches/s");
        report.AtMost(null, $"from {Clients} clients, p99", together.P99, "ms");
    }

    private static async Task CommitAsync(Container container, string agency, int number)
    {
        var batch = container.CreateTransactionalBatch(new PartitionKey(agency));
        for (var i = 0; i < 3; i++)
        {
            batch.CreateItem(Document.Of(agency, (3 * number) + i));
        }

        using var response = await batch.ExecuteAsync();
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(response.ErrorMessage);
        }
    }
}
