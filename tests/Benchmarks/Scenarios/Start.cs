using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RiskRegister.Benchmarks.Scenarios;

/// <summary>
/// Starts the product as users do, with mailbox and blob storage, on the data folder of an earlier start, and asks until it answers;
/// several times.
/// </summary>
public sealed class Start : Scenario
{
    public override string What => "start of the product until its first answer";

    public override async Task MeasureAsync(Report report)
    {
        using var folder = new TemporaryFolder();
        var port = FreePort();
        await StartAsync(folder, port);
        var began = Stopwatch.GetTimestamp();
        var ticks = new List<long>();
        for (var i = 0; i < report.Times(10); i++)
        {
            ticks.Add(await StartAsync(folder, port));
        }

        var starts = new Samples(ticks, Stopwatch.GetElapsedTime(began));
        report.AtMost(1.5, "start to the first answer, p50", starts.P50 / 1000, "s");
        report.AtMost(null, "slowest", starts.P99 / 1000, "s");
    }

    private static async Task<long> StartAsync(TemporaryFolder folder, int port)
    {
        var began = Stopwatch.GetTimestamp();
        await using var product = ServerProcess.StartWholeProduct(folder, port);
        using var client = new HttpClient();
        while (!await AnswersAsync(client, new Uri($"http://localhost:{port}/health")))
        {
            await Task.Delay(5);
        }

        var took = Stopwatch.GetTimestamp() - began;
        await product.ReadyAsync();
        return took;
    }

    private static async Task<bool> AnswersAsync(HttpClient client, Uri address)
    {
        try
        {
            using var answer = await client.GetAsync(address);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
