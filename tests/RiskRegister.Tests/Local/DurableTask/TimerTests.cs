using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Xunit;

namespace RiskRegister.Tests.Local.DurableTask;

public sealed class TimerTests : IAsyncDisposable
{
    private readonly EngineHarness _engine = new();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_timer_fires_at_its_time_and_not_before()
    {
        _engine.Orchestrator(
            "Sleep",
            async context =>
            {
                await context.CreateTimer(TimeSpan.FromDays(100), CancellationToken.None);
                return context.CurrentUtcDateTime;
            }
        );
        await _engine.StartAsync();
        var id = await _engine.ScheduleAsync("Sleep");
        await _engine.SettledAsync(id);

        _engine.Time.Advance(TimeSpan.FromDays(100) - TimeSpan.FromTicks(1));
        await _engine.SettledAsync(id);
        Assert.True(
            (await _engine.Client.GetInstanceAsync(id, TestContext.Current.CancellationToken))!.RuntimeStatus
                == OrchestrationRuntimeStatus.Running
        );
        _engine.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.InRange(
            (await _engine.CompletionAsync(id)).ReadOutputAs<DateTime>(),
            new DateTime(2026, 4, 11, 0, 0, 0, DateTimeKind.Utc),
            new DateTime(2026, 4, 11, 0, 0, 1, DateTimeKind.Utc)
        );
    }

    [Fact]
    public async Task A_timer_that_fell_due_while_the_engine_was_down_fires_after_the_restart()
    {
        _engine.Orchestrator(
            "Sleep",
            async context =>
            {
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                return "woke";
            }
        );
        await _engine.StartAsync();
        var id = await _engine.ScheduleAsync("Sleep");
        await _engine.SettledAsync(id);

        await _engine.KillAsync();
        _engine.Time.Advance(TimeSpan.FromHours(2));
        await _engine.StartAsync();

        Assert.Equal("woke", (await _engine.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_cancelled_timer_throws_where_it_is_awaited_and_holds_nothing_up()
    {
        _engine
            .Activity<int>("Work", n => n)
            .Orchestrator(
                "Cancel",
                async context =>
                {
                    using var cancellation = new CancellationTokenSource();
                    var timer = context.CreateTimer(TimeSpan.FromDays(3), cancellation.Token);
                    await context.CallActivityAsync("Work", 1);
                    cancellation.Cancel();
                    await Assert.ThrowsAsync<TaskCanceledException>(() => timer);
                    return "done";
                }
            );
        await _engine.StartAsync();

        Assert.Equal("done", (await _engine.RunAsync("Cancel")).ReadOutputAs<string>());
        Assert.Equal(0, _engine.State.Read(db => db.Scalar<long>("SELECT COUNT(*) FROM durable_inbox")));
    }

    [Fact]
    public async Task An_orchestration_is_running_until_its_timers_have_ended()
    {
        _engine.Orchestrator(
            "Forget",
            context =>
            {
                _ = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                return Task.FromResult<object?>("returned");
            }
        );
        await _engine.StartAsync();
        var id = await _engine.ScheduleAsync("Forget");
        await _engine.SettledAsync(id);

        Assert.True(
            (await _engine.Client.GetInstanceAsync(id, TestContext.Current.CancellationToken))!.RuntimeStatus
                == OrchestrationRuntimeStatus.Running
        );
        _engine.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal("returned", (await _engine.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_orchestration_scheduled_for_later_is_pending_until_then()
    {
        _engine.Orchestrator("Later", context => Task.FromResult<object?>(context.CurrentUtcDateTime));
        await _engine.StartAsync();
        var start = _engine.Time.GetUtcNow().AddHours(5);

        var id = await _engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Later",
            null,
            new StartOrchestrationOptions(StartAt: start),
            TestContext.Current.CancellationToken
        );
        await _engine.RestartAsync();
        _engine.Time.Advance(TimeSpan.FromHours(4));
        var pending = await _engine.Client.GetInstanceAsync(id, TestContext.Current.CancellationToken);
        _engine.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(OrchestrationRuntimeStatus.Pending, pending!.RuntimeStatus);
        Assert.Equal(start.UtcDateTime, (await _engine.CompletionAsync(id)).ReadOutputAs<DateTime>());
    }
}
