using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace RiskRegister.Tests.Local.DurableTask;

/// <summary>Any orchestration whose engine is killed again and again ends as one that nothing has happened to.</summary>
public sealed class AnyOrchestrationTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(30).WithEndSize(40).WithQuietOnSuccess(true);

    [Fact]
    public void Killed_at_random_moments_it_ends_the_same_and_everything_was_done() =>
        Check.One(
            Thorough,
            Prop.ForAll(
                Plan.Generations.ToArbitrary(),
                ArbMap.Default.ArbFor<int>(),
                (generations, seed) => Task.Run(() => AssertSameAsync(generations, seed)).GetAwaiter().GetResult()
            )
        );

    private static async Task AssertSameAsync(Plan[] generations, int seed)
    {
        var (expected, once) = await RunAsync(generations, null);
        var (ended, atLeastOnce) = await RunAsync(generations, new Random(seed));

        Assert.Equal(expected, ended);
        Assert.Equal(once.Keys.Order(), atLeastOnce.Keys.Order());
        Assert.All(once.Values, times => Assert.Equal(1, times));
    }

    /// <summary>Runs the plans, killing the engine at random moments, and returns how they ended and what was done how often.</summary>
    private static async Task<(string Ended, IReadOnlyDictionary<string, int> Effects)> RunAsync(
        Plan[] generations,
        Random? random
    )
    {
        await using var engine = new EngineHarness(new() { MaxLiveOrchestrations = 2 });
        var effects = new ConcurrentDictionary<string, int>();
        new PlanRunner(effects).Register(engine);
        var events = new Queue<string>(PlanRunner.Events(generations));
        await engine.StartAsync();
        await engine.ScheduleAsync("Root", new PlanRunner.Start(generations, 0, ""), "root");
        for (var kills = 0; random is not null && kills < 10; kills++)
        {
            await RaiseAsync(engine, events, random.Next(3));
            await Task.Delay(random.Next(6), TestContext.Current.CancellationToken);
            engine.Time.Advance(TimeSpan.FromMinutes(random.Next(2)));
            await engine.RestartAsync();
        }

        await RaiseAsync(engine, events, events.Count);
        var ended = await engine.AdvanceUntilCompletedAsync("root", TimeSpan.FromMinutes(1));
        return ($"{ended.RuntimeStatus} {ended.SerializedOutput} {ended.SerializedCustomStatus}", effects);
    }

    private static async Task RaiseAsync(EngineHarness engine, Queue<string> events, int count)
    {
        for (; count > 0 && events.TryDequeue(out var name); count--)
        {
            await engine.Client.RaiseEventAsync("root", name, $"heard {events.Count}", TestContext.Current.CancellationToken);
        }
    }
}
