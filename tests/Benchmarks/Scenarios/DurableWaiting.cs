using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace RiskRegister.Benchmarks.Scenarios;

/// <summary>
/// Lets 10,000 orchestrations wait for an event or 90 days, as reviews do, and looks at the memory of the process; then again after a
/// restart, where each gets its event and ends.
/// </summary>
public sealed class DurableWaiting : Scenario
{
    public override string What => "memory with 10,000 waiting orchestrations, also after a restart";

    public override async Task MeasureAsync(Report report)
    {
        using var folder = new TemporaryFolder();
        var count = report.Times(10_000);
        await using (var server = await ServerProcess.StartFunctionsAsync(folder))
        {
            report.AtMost(null, "memory before", server.Memory, "MB");
            report.AtMost(null, "all begin to wait", await server.AskAsync($"/begin-to-wait?count={count}"), "s");
            report.AtMost(300, "memory, all wait", server.Memory, "MB");
            report.AtMost(null, "most memory until then", server.PeakMemory, "MB");
        }

        await using var again = await ServerProcess.StartFunctionsAsync(folder);
        report.AtMost(300, "memory after a restart", again.Memory, "MB");
        report.AtMost(null, "all get their event and end", await again.AskAsync($"/end-to-wait?count={count}"), "s");
        report.AtMost(null, "most memory until then", again.PeakMemory, "MB");
    }

    public sealed class Functions
    {
        private static readonly ParallelOptions Parallel32 = new() { MaxDegreeOfParallelism = 32 };

        [Function("BeginToWait")]
        public async Task<IActionResult> Begin(
            [HttpTrigger("get", Route = "begin-to-wait")] HttpRequest request,
            [DurableClient] DurableTaskClient client,
            CancellationToken cancellation
        )
        {
            await Parallel.ForEachAsync(
                Ids(request),
                Parallel32,
                async (id, _) =>
                    await client.ScheduleNewOrchestrationInstanceAsync(
                        "Wait",
                        null,
                        new StartOrchestrationOptions(id),
                        cancellation
                    )
            );
            foreach (var id in Ids(request))
            {
                await client.WaitForInstanceStartAsync(id, cancellation: cancellation);
            }

            return new OkResult();
        }

        [Function("EndToWait")]
        public async Task<IActionResult> End(
            [HttpTrigger("get", Route = "end-to-wait")] HttpRequest request,
            [DurableClient] DurableTaskClient client,
            CancellationToken cancellation
        )
        {
            await Parallel.ForEachAsync(
                Ids(request),
                Parallel32,
                async (id, _) => await client.RaiseEventAsync(id, "answer", "keep", cancellation)
            );
            foreach (var id in Ids(request))
            {
                var ended = await client.WaitForInstanceCompletionAsync(id, cancellation);
                if (ended.RuntimeStatus != OrchestrationRuntimeStatus.Completed)
                {
                    throw new InvalidOperationException($"{id} is {ended.RuntimeStatus}.");
                }
            }

            return new OkResult();
        }

        [Function("Wait")]
        public async Task<string> Wait([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            using var answered = new CancellationTokenSource();
            var answer = context.WaitForExternalEvent<string>("answer");
            var late = context.CreateTimer(TimeSpan.FromDays(90), answered.Token);
            await Task.WhenAny(answer, late);
#pragma warning disable CA1849, MA0042 // CancelAsync completes on another thread, which an orchestrator must not wait for.
            answered.Cancel();
#pragma warning restore CA1849, MA0042
            return answer.IsCompleted ? await answer : "late";
        }

        private static IEnumerable<string> Ids(HttpRequest request) =>
            Enumerable
                .Range(0, int.Parse(request.Query["count"]!, CultureInfo.InvariantCulture))
                .Select(number => $"wait-{number}");
    }
}
