using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace RiskRegister.Benchmarks.Scenarios;

/// <summary>Calls an HTTP function that does nothing from 32 connections, each with one request on its way.</summary>
public sealed class HttpFunction : Scenario
{
    private const int Clients = 32;

    public override string What => "a trivial HTTP function";

    public override async Task MeasureAsync(Report report)
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServerProcess.StartFunctionsAsync(folder);
        var request = HttpLoad.Request("GET", "/hello");
        var answers = HttpLoad.Run(server.Address, Clients, report.Times(100_000), _ => request);
        report.AtLeast(10_000, $"from {Clients} connections", answers.PerSecond, "requests/s");
        report.AtMost(null, $"from {Clients} connections, p99", answers.P99, "ms");
    }

    public sealed class Functions
    {
        [Function("Hello")]
        public IActionResult Hello([HttpTrigger("get", Route = "hello")] HttpRequest request) =>
            new ContentResult { Content = "Hello" };
    }
}
