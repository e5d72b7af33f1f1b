using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace RiskRegister.Benchmarks.Scenarios;

/// <summary>Runs the reassessment of an agency with 10,000 due entries until all owners are asked and all digests are queued.</summary>
public sealed class ReassessRun : Scenario
{
    private const string Agency = "large";

    public override string What => "a reassessment with 10,000 due entries until all are asked and the digests queued";

    public override async Task MeasureAsync(Report report)
    {
        using var folder = new TemporaryFolder();
        await using (var register = await RegisterInProcess.StartAsync(folder))
        {
            await register.MakeAgencyAsync(Agency);
            await register.FillAsync(Agency, report.Times(10_000), isDue: true);
        }

        await using var product = await ServerProcess.StartProductAsync(folder);
        await product.IdleAsync();
        using var client = new HttpClient { BaseAddress = product.Address };
        var caller = Caller.Header.Split(": ");
        client.DefaultRequestHeaders.Add(caller[0], caller[1]);
        var began = Stopwatch.GetTimestamp();
        using var opened = await client.PostAsJsonAsync(
            new Uri("/admin/functions/OpenReassessmentRuns", UriKind.Relative),
            new { input = "" }
        );
        opened.EnsureSuccessStatusCode();
        var asked = await AskedAsync(client);
        report.AtMost(20, "all asked and digests queued", Stopwatch.GetElapsedTime(began).TotalSeconds, "s");
        report.AtMost(null, "reviews asked", asked, "reviews");
        report.AtMost(null, "memory then", product.Memory, "MB");
        await product.IdleAsync();
        report.AtMost(300, "memory while all wait", product.Memory, "MB");
    }

    /// <summary>How many were asked: it is noted when the last one is, and the digests are queued.</summary>
    private static async Task<int> AskedAsync(HttpClient client)
    {
        while (true)
        {
            var runs = await client.GetFromJsonAsync<JsonNode>(new Uri($"/api/{Agency}/runs?limit=1", UriKind.Relative));
            if (runs!["items"] is JsonArray { Count: > 0 } items && (int?)items[0]!["asked"] is { } asked)
            {
                return asked;
            }

            await Task.Delay(50);
        }
    }
}
