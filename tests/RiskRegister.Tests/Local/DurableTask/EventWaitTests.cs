using Microsoft.DurableTask;
using Xunit;

namespace RiskRegister.Tests.Local.DurableTask;

/// <summary>Which of several waits for the same event gets it, and what a wait that was cancelled does to the next one.</summary>
public sealed class EventWaitTests : IAsyncDisposable
{
    private readonly EngineHarness _engine = new();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Of_several_waiters_the_latest_gets_the_first_event()
    {
        _engine.Orchestrator(
            "Wait",
            async context =>
            {
                var first = context.WaitForExternalEvent<string>("Answer");
                var second = context.WaitForExternalEvent<string>("Answer");
                return $"first {await first}, second {await second}";
            }
        );
        await _engine.StartAsync();
        var id = await _engine.ScheduleAsync("Wait");
        await _engine.SettledAsync(id);

        await RaiseAsync(id, "Answer", "a");
        await RaiseAsync(id, "Answer", "b");

        Assert.Equal("first b, second a", (await _engine.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_wait_that_takes_too_long_is_cancelled_and_still_takes_the_next_event_away()
    {
        _engine.Orchestrator(
            "Wait",
            async context =>
            {
                await Assert.ThrowsAsync<TaskCanceledException>(() =>
                    context.WaitForExternalEvent<string>("Answer", TimeSpan.FromDays(3), CancellationToken.None)
                );
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                return await context.WaitForExternalEvent<string>("Answer");
            }
        );
        await _engine.StartAsync();
        var id = await _engine.ScheduleAsync("Wait");
        await _engine.SettledAsync(id);
        _engine.Time.Advance(TimeSpan.FromDays(3));
        await _engine.SettledAsync(id);

        await RaiseAsync(id, "Answer", "lost");
        await _engine.SettledAsync(id);
        await _engine.RestartAsync();
        _engine.Time.Advance(TimeSpan.FromDays(1));
        await _engine.SettledAsync(id);
        await RaiseAsync(id, "Answer", "taken");

        Assert.Equal("taken", (await _engine.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_wait_after_a_cancelled_one_gets_the_next_event_and_the_cancelled_one_takes_that_after_it()
    {
        _engine.Orchestrator(
            "Wait",
            async context =>
            {
                using var cancellation = new CancellationTokenSource();
                var given = context.WaitForExternalEvent<string>("Answer", cancellation.Token);
                cancellation.Cancel();
                await Assert.ThrowsAsync<TaskCanceledException>(() => given);
                var first = await context.WaitForExternalEvent<string>("Answer");
                await context.WaitForExternalEvent<string>("Go");
                return $"{first} {await context.WaitForExternalEvent<string>("Answer")}";
            }
        );
        await _engine.StartAsync();
        var id = await _engine.ScheduleAsync("Wait");

        await RaiseAsync(id, "Answer", "a");
        await RaiseAsync(id, "Answer", "lost");
        await RaiseAsync(id, "Go", "");
        await RaiseAsync(id, "Answer", "c");

        Assert.Equal("a c", (await _engine.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task One_wait_that_is_kept_beside_timers_misses_no_event()
    {
        _engine.Orchestrator(
            "Wait",
            async context =>
            {
                var answer = context.WaitForExternalEvent<string>("Answer");
                for (var late = 0; ; late++)
                {
                    using var ended = new CancellationTokenSource();
                    var timer = context.CreateTimer(TimeSpan.FromDays(1), ended.Token);
                    if (await Task.WhenAny(answer, timer) == answer)
                    {
                        ended.Cancel();
                        return $"{await answer} after {late}";
                    }
                }
            }
        );
        await _engine.StartAsync();
        var id = await _engine.ScheduleAsync("Wait");
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await _engine.SettledAsync(id);
            _engine.Time.Advance(TimeSpan.FromDays(1));
        }

        await _engine.SettledAsync(id);
        await RaiseAsync(id, "Answer", "yes");

        Assert.Equal("yes after 3", (await _engine.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Waits_for_the_same_event_as_different_types_are_refused()
    {
        _engine.Orchestrator(
            "Wait",
            async context =>
            {
                _ = context.WaitForExternalEvent<string>("Answer");
                return await context.WaitForExternalEvent<int>("answer");
            }
        );
        await _engine.StartAsync();

        Assert.True((await _engine.RunAsync("Wait")).FailureDetails!.IsCausedBy<ArgumentException>());
    }

    private Task RaiseAsync(string id, string name, string payload) =>
        _engine.Client.RaiseEventAsync(id, name, payload, TestContext.Current.CancellationToken);
}
