using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RiskRegister.Benchmarks.Scenarios;

/// <summary>Counts what each operation asks of the database: calls, and documents that come back or are written. The log of the register tells them.</summary>
public sealed partial class Costs : Scenario
{
    private const string Rating =
        """{"stage":"inherent","likelihood":3,"consequence":3,"rationale":"Seen before","confidence":"medium"}""";

    private static readonly (string What, string Method, string Path, string Body)[] Operations =
    [
        ("list of 50", "GET", "/api/large/entries", ""),
        ("list by standing", "GET", "/api/large/entries?standing=outside-appetite", ""),
        ("count", "GET", "/api/large/entries/count", ""),
        ("entry", "GET", "/api/large/entries/R-0001", ""),
        ("entry page", "GET", "/large/entries/R-0001", ""),
        ("history of 10 events", "GET", "/api/large/entries/R-0001/history", ""),
        ("entry as of a day", "GET", "/api/large/entries/R-0001?asOf={day}", ""),
        ("list of 50 as of a day", "GET", "/api/large/entries?asOf={day}", ""),
        ("verification of an entry", "GET", "/api/large/entries/R-0001/history/verification", ""),
        ("raise", "POST", "/api/large/entries", """{"kind":"risk","title":"A pump fails"}"""),
        ("assess", "POST", "/api/large/entries/R-0001/assess", Rating),
        ("comment", "POST", "/api/large/entries/R-0001/comment", """{"text":"Seen"}"""),
        ("my work", "GET", "/large", ""),
    ];

    private readonly ConcurrentQueue<string> _heard = new();

    public override string What => "calls of the database and documents, for each operation";

    public override async Task MeasureAsync(Report report)
    {
        using var folder = new TemporaryFolder();
        await using (var register = await RegisterInProcess.StartAsync(folder))
        {
            await register.MakeAgencyAsync("large");
            await register.FillAsync("large", 200, events: 10);
        }

        await using var product = await ServerProcess.StartProductAsync(folder, _heard.Enqueue);
        using var client = new HttpClient { BaseAddress = product.Address };
        var header = Caller.Header.Split(": ");
        client.DefaultRequestHeaders.Add(header[0], header[1]);
        var day = DaysAgo(40);
        // The first time also reads what is kept in memory afterwards, such as the settings.
        foreach (var isFirst in new[] { true, false })
        {
            foreach (var (what, method, path, body) in Operations)
            {
                var cost = await CostAsync(client, method, path.Replace("{day}", day), body);
                if (!isFirst)
                {
                    report.Tell(what, cost);
                }
            }
        }
    }

    private async Task<string> CostAsync(HttpClient client, string method, string path, string body)
    {
        await Task.Delay(300);
        _heard.Clear();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body.Length > 0 ? new StringContent(body, Encoding.UTF8, "application/json") : null;
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        // The log is written a little later.
        await Task.Delay(300);
        var calls = _heard
            .Select(line => Call().Match(line))
            .Where(match => match.Success)
            .Select(match =>
                (Kind: match.Groups["kind"].Value, Count: int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture))
            )
            .GroupBy(call => call.Kind)
            .Select(calls => $"{Noun(calls.Key)} {calls.Count()} ({calls.Sum(call => call.Count)} documents)");
        return string.Join(", ", calls);
    }

    private static string Noun(string kind) =>
        kind switch
        {
            "Read" => "point reads",
            "Query" => "queries",
            _ => "commits",
        };

    [GeneratedRegex(
        @"RegisterContainer\[0\] (?<kind>Read|Query|Commit) of (?<count>\d+) document",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Call();
}
