using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace RiskRegister.Benchmarks.Scenarios;

/// <summary>Runs an orchestration that calls 1,000 activities at once and waits for all, several times.</summary>
public sealed class DurableFanOut : Scenario
{
    public override string What => "1,000 activities, fan-out and fan-in";

    public override async Task MeasureAsync(Report report)
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServerProcess.StartFunctionsAsync(folder);
        var path = $"/fan-out?activities={report.Times(1000)}";
        var runs = await Load.RunAsync(clients: 1, report.Times(5), _ => server.AskAsync(path));
        report.AtMost(1.5, "1,000 activities, p50", runs.P50 / 1000, "s");
    }

    public sealed class Functions
    {
        [Function("StartFanOut")]
        public async Task<IActionResult> Start(
            [HttpTrigger("get", Route = "fan-out")] HttpRequest request,
            [DurableClient] DurableTaskClient client,
            CancellationToken cancellation
        )
        {
            var activities = int.Parse(request.Query["activities"]!, CultureInfo.InvariantCulture);
            var id = await client.ScheduleNewOrchestrationInstanceAsync("FanOut", activities, cancellation: cancellation);
            var ended = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellation);
            return new ContentResult { Content = ended.SerializedOutput };
        }

        [Function("FanOut")]
        public async Task<int> FanOut([OrchestrationTrigger] TaskOrchestrationContext context, int activities)
        {
            var calls = Enumerable.Range(0, activities).Select(i => context.CallActivityAsync<int>("Double", i));
            return (await Task.WhenAll(calls)).Sum();
        }

        [Function("Double")]
        public int Twice([ActivityTrigger] int number) => 2 * number;
    }
}
