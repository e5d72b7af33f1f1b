using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using RiskRegister.Benchmarks.Scenarios;

namespace RiskRegister.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project tests/Benchmarks -- NAME...</c> measures; without a name it lists the scenarios. <c>all</c> is every
/// one, <c>--smoke</c> shows with tiny numbers that they work. The exit code never depends on speed.
/// </summary>
/// <remarks>
/// Most of what has a budget is clients against a server, the memory of a process, or a start. BenchmarkDotNet measures none of these, and
/// one way of measuring for all is simpler than two; so this small harness is all there is.
/// </remarks>
internal static class Program
{
    /// <summary>The first argument that makes this program the Functions app of the scenarios.</summary>
    public const string Serve = "serve";

    private static readonly Scenario[] Scenarios =
    [
        new Start(),
        new HttpFunction(),
        new CosmosPointRead(),
        new CosmosBatch(),
        new DurableFanOut(),
        new DurableWaiting(),
        new QueueMessages(),
        new RaiseEntries(),
        new ListPage(),
        new LargeRegister(),
        new ReassessRun(),
        new Costs(),
        new Scenarios.Digests(),
    ];

    private static async Task<int> Main(string[] args)
    {
        if (args is [Serve, .. var switches])
        {
            var builder = FunctionsApplication.CreateBuilder(switches);
            builder.ConfigureFunctionsWebApplication();
            await builder.Build().RunAsync();
            return 0;
        }

        var names = args.Where(arg => arg != "--smoke").ToList();
        var chosen = names.Contains("all") ? Scenarios : [.. Scenarios.Where(s => names.Contains(s.Name))];
        if (chosen.Length == 0 || names.Except(Scenarios.Select(s => s.Name)).Any(name => name != "all"))
        {
            return List(args);
        }

        await MeasureAsync(chosen, isSmoke: args.Contains("--smoke"));
        return 0;
    }

    private static int List(string[] args)
    {
        Console.WriteLine("The scenarios, or 'all' (--smoke: only show that they work):");
        foreach (var scenario in Scenarios)
        {
            Console.WriteLine($"  {scenario.Name, -16} {scenario.What}");
        }

        return args.Length == 0 ? 0 : 2;
    }

    private static async Task MeasureAsync(Scenario[] scenarios, bool isSmoke)
    {
        Console.WriteLine($"{await Machine.DescribeAsync(new Report("", isSmoke))}\n\n{Report.Head}");
        foreach (var scenario in scenarios)
        {
            await scenario.MeasureAsync(new Report(scenario.Name, isSmoke));
        }
    }
}
