using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Xunit;

namespace RiskRegister.Tests.Local.DurableTask;

public sealed class CrashTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Killed_again_and_again_orchestrations_end_as_if_nothing_had_happened(int seed)
    {
        var expected = await RunAsync(null);

        Assert.Equal(expected, await RunAsync(new Random(seed)));
    }

    [Fact]
    public async Task Stopping_lets_what_runs_end_and_keeps_its_result()
    {
        await using var engine = new EngineHarness();
        var (begun, end) = (new TaskCompletionSource(), new TaskCompletionSource<object?>());
        engine
            .Activity<int>(
                "Work",
                _ =>
                {
                    engine.Log.Enqueue("work");
                    begun.SetResult();
                    return end.Task;
                }
            )
            .Orchestrator("Work", async context => await context.CallActivityAsync<string>("Work", 1));
        await engine.StartAsync();
        var id = await engine.ScheduleAsync("Work");
        await begun.Task;

        var stopped = engine.StopAsync();
        Assert.False(stopped.IsCompleted);
        end.SetResult("done");
        await stopped;
        await engine.RestartAsync();

        Assert.Equal("done", (await engine.CompletionAsync(id)).ReadOutputAs<string>());
        Assert.Single(engine.Log);
    }

    [Fact]
    public async Task Killed_between_two_generations_the_next_one_begins_after_the_restart()
    {
        await using var engine = new EngineHarness();
        engine
            .Activity<int>(
                "Note",
                n =>
                {
                    engine.Log.Enqueue("begun");
                    return n;
                }
            )
            .Orchestrator(
                "Begin",
                async context =>
                {
                    await context.CallActivityAsync("Note", 1);
                    return await context.WaitForExternalEvent<int>("Go");
                }
            );
        await engine.StartAsync();
        var id = await engine.ScheduleAsync("Begin");
        await engine.SettledAsync(id);
        await engine.KillAsync();
        await engine.State.WriteAsync(db =>
            db.ExecuteScript("UPDATE durable_instances SET turns = 0; DELETE FROM durable_history")
        );

        await engine.StartAsync();
        await engine.SettledAsync(id);
        await engine.Client.RaiseEventAsync(id, "Go", 7, TestContext.Current.CancellationToken);

        Assert.Equal(7, (await engine.CompletionAsync(id)).ReadOutputAs<int>());
        Assert.Equal(["begun", "begun"], engine.Log);
    }

    [Theory]
    [InlineData("BEFORE DELETE ON durable_activities")]
    [InlineData("BEFORE INSERT ON durable_history")]
    public async Task What_could_not_be_stored_is_done_again_when_it_can_be(string trouble)
    {
        await using var engine = new EngineHarness();
        engine
            .Activity<int>("Double", n => n * 2)
            .Orchestrator("Work", async context => await context.CallActivityAsync<int>("Double", 21));
        await engine.StartAsync();
        await engine.State.WriteAsync(db =>
            db.ExecuteScript($"CREATE TRIGGER trouble {trouble} BEGIN SELECT RAISE(ABORT, 'disk full'); END")
        );
        var completion = engine.CompletionAsync(await engine.ScheduleAsync("Work"));
        await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.False(completion.IsCompleted);

        await engine.State.WriteAsync(db => db.ExecuteScript("DROP TRIGGER trouble"));
        while (!completion.IsCompleted)
        {
            engine.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(completion, Task.Delay(5, TestContext.Current.CancellationToken));
        }

        Assert.Equal(42, (await completion).ReadOutputAs<int>());
    }

    /// <summary>Runs a tree of orchestrations, killing the engine at random points, and returns how everything ended.</summary>
    private static async Task<string> RunAsync(Random? random)
    {
        await using var engine = new EngineHarness(new() { MaxLiveOrchestrations = 3 });
        var sideEffects = new ConcurrentDictionary<int, int>();
        Register(engine, sideEffects);
        await engine.StartAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 5).Select(n => engine.ScheduleAsync("Root", n, $"root-{n}")));
        for (var kills = 0; random is not null && kills < 12; kills++)
        {
            await Task.Delay(random.Next(12), TestContext.Current.CancellationToken);
            engine.Time.Advance(TimeSpan.FromMinutes(random.Next(2)));
            await engine.RestartAsync();
        }

        var outputs = new List<string?>();
        foreach (var id in ids)
        {
            await engine.Client.RaiseEventAsync(id, "Go", "!", TestContext.Current.CancellationToken);
            outputs.Add((await engine.AdvanceUntilCompletedAsync(id, TimeSpan.FromMinutes(1))).ReadOutputAs<string>());
        }

        Assert.Equal(Enumerable.Range(0, 50), sideEffects.Keys.Order());
        Assert.All(sideEffects.Values, times => Assert.InRange(times, 1, 13));
        Assert.Equal(0, engine.State.Read(db => db.Scalar<long>("SELECT COUNT(*) FROM durable_inbox")));
        Assert.Equal(0, engine.State.Read(db => db.Scalar<long>("SELECT COUNT(*) FROM durable_activities")));
        return string.Join('\n', outputs);
    }

    private static void Register(EngineHarness engine, ConcurrentDictionary<int, int> sideEffects) =>
        engine
            .Activity<int>(
                "Effect",
                n =>
                {
                    sideEffects.AddOrUpdate(n, 1, (_, times) => times + 1);
                    return n;
                }
            )
            .Activity<int>("Fail", _ => throw new IOException("broken"))
            .Orchestrator(
                "Leaf",
                async context =>
                {
                    var n = context.GetInput<int>();
                    var retry = TaskOptions.FromRetryPolicy(new RetryPolicy(2, TimeSpan.FromMinutes(1)));
                    try
                    {
                        await context.CallActivityAsync("Fail", n, retry);
                    }
                    catch (TaskFailedException e)
                    {
                        return $"{await context.CallActivityAsync<int>("Effect", n)}:{e.FailureDetails.ErrorMessage}";
                    }

                    return null;
                }
            )
            .Orchestrator(
                "Root",
                async context =>
                {
                    var n = context.GetInput<int>();
                    if (n < 5)
                    {
                        await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                        context.ContinueAsNew(n + 5);
                        return null;
                    }

                    var leaves = Enumerable
                        .Range((n - 5) * 10, 10)
                        .Select(i => context.CallSubOrchestratorAsync<string>("Leaf", i));
                    var results = await Task.WhenAll(leaves);
                    return string.Join(' ', results) + await context.WaitForExternalEvent<string>("Go");
                }
            );
}
