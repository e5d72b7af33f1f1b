using RiskRegister.Criteria.Refreshing;
using RiskRegister.Reassessment;
using RiskRegister.Tests.Local.DurableTask;
using Xunit;

namespace RiskRegister.Tests.Criteria;

public sealed class StandingsPassTests
{
    [Fact]
    public async Task All_pages_are_refreshed_one_after_the_other_also_beyond_one_execution()
    {
        const int pages = (StandingsPass.PagesOfExecution * 2) + 3;
        await using var engine = new EngineHarness();
        engine
            .Orchestrator(
                nameof(StandingsPass),
                async context =>
                {
                    await StandingsPass.Run(context);
                    return null;
                }
            )
            .Activity<RunCursor>(
                nameof(RunActivities.RefreshStandings),
                cursor =>
                {
                    engine.Log.Enqueue($"{cursor.Key.Agency} {cursor.After}");
                    var page = int.Parse($"0{cursor.After}", System.Globalization.CultureInfo.InvariantCulture);
                    return page < pages ? $"{page + 1}" : null;
                }
            );
        await engine.StartAsync();
        var pass = new StandingsPassInput("north", 4, "");

        Assert.True(await engine.Client.StartOnceAsync(nameof(StandingsPass), pass.InstanceId, pass, Cancel));
        var ended = await engine.Client.WaitForInstanceCompletionAsync("standings:north:4", Cancel);

        Assert.Equal(Microsoft.DurableTask.Client.OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Equal(Enumerable.Range(1, pages).Select(n => $"north {n}").Prepend("north "), engine.Log);
        Assert.False(await engine.Client.StartOnceAsync(nameof(StandingsPass), pass.InstanceId, pass, Cancel));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
