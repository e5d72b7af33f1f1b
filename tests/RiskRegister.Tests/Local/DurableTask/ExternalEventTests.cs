using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Xunit;

namespace RiskRegister.Tests.Local.DurableTask;

public sealed class ExternalEventTests : IAsyncDisposable
{
    private readonly EngineHarness _engine = new();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Events_raised_before_anybody_waits_are_taken_in_order_whatever_their_case()
    {
        _engine.Orchestrator("Wait", async context => await TakeAsync(context, "Answer", 3)).Create();
        var id = await _engine.ScheduleAsync("Wait");
        await RaiseAsync(id, "answer", "a");
        await RaiseAsync(id, "Answer", "b");
        await RaiseAsync(id, "ANSWER", "c");
        await _engine.StartAsync();

        Assert.Equal("a b c", (await _engine.CompletionAsync(id)).ReadOutputAs<string>());
    }

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
    public async Task A_wait_that_takes_too_long_is_cancelled_and_an_event_after_it_is_kept()
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

        await RaiseAsync(id, "Answer", "late");
        await _engine.SettledAsync(id);
        await _engine.RestartAsync();
        _engine.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal("late", (await _engine.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_event_in_time_cancels_the_timer_of_the_wait()
    {
        _engine.Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("Answer", TimeSpan.FromDays(3)));
        await _engine.StartAsync();
        var id = await _engine.ScheduleAsync("Wait");
        await _engine.SettledAsync(id);

        await RaiseAsync(id, "Answer", "yes");

        Assert.Equal("yes", (await _engine.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_event_that_was_there_before_the_wait_leaves_no_timer_behind()
    {
        _engine.Orchestrator(
            "Wait",
            async context =>
            {
                await context.WaitForExternalEvent<string>("Answer", TimeSpan.FromDays(3), CancellationToken.None);
                return await context.WaitForExternalEvent<string>("Never");
            }
        );
        _engine.Create();
        var id = await _engine.ScheduleAsync("Wait");
        await RaiseAsync(id, "Answer", "early");

        await _engine.StartAsync();
        await _engine.SettledAsync(id);

        Assert.Equal(0, _engine.State.Read(db => db.Scalar<long>("SELECT COUNT(*) FROM durable_inbox")));
    }

    [Fact]
    public async Task An_event_for_nobody_is_discarded()
    {
        _engine.Orchestrator("Nothing", _ => Task.FromResult<object?>(null));
        await _engine.StartAsync();
        var ended = await _engine.RunAsync("Nothing");

        await RaiseAsync("no-such-instance", "Answer", "a");
        await RaiseAsync(ended.InstanceId, "Answer", "a");

        Assert.Equal(0, _engine.State.Read(db => db.Scalar<long>("SELECT COUNT(*) FROM durable_inbox")));
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_fails_the_wait()
    {
        _engine.Orchestrator("Wait", async context => await context.WaitForExternalEvent<int>("Answer"));
        await _engine.StartAsync();
        var id = await _engine.ScheduleAsync("Wait");

        await RaiseAsync(id, "Answer", "not a number");

        Assert.Equal("System.Text.Json.JsonException", (await _engine.CompletionAsync(id)).FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task Orchestrations_send_events_to_each_other()
    {
        _engine
            .Orchestrator("Wait", async context => await TakeAsync(context, "Answer", 1))
            .Orchestrator(
                "Send",
                context =>
                {
                    context.SendEvent(context.GetInput<string>()!, "Answer", "hello");
                    return Task.FromResult<object?>(null);
                }
            );
        await _engine.StartAsync();
        var id = await _engine.ScheduleAsync("Wait");

        await _engine.RunAsync("Send", id);

        Assert.Equal("hello", (await _engine.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Events_that_nobody_has_taken_go_to_the_next_generation()
    {
        _engine.Orchestrator(
            "Collect",
            async context =>
            {
                var taken = context.GetInput<string>() + await TakeAsync(context, "Answer", 1);
                if (taken.Length < 5)
                {
                    context.ContinueAsNew(taken);
                }

                return taken;
            }
        );
        _engine.Create();
        var id = await _engine.ScheduleAsync("Collect", "");
        foreach (var answer in new[] { "a", "b", "c", "d", "e" })
        {
            await RaiseAsync(id, "Answer", answer);
        }

        await _engine.StartAsync();

        Assert.Equal("abcde", (await _engine.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_generation_may_begin_without_the_events_of_the_last()
    {
        _engine.Orchestrator(
            "Restart",
            async context =>
            {
                if (context.GetInput<int>() == 0)
                {
                    context.ContinueAsNew(1, preserveUnprocessedEvents: false);
                    return null;
                }

                return await TakeAsync(context, "Answer", 1);
            }
        );
        _engine.Create();
        var id = await _engine.ScheduleAsync("Restart", 0);
        await RaiseAsync(id, "Answer", "old");
        await _engine.StartAsync();
        await _engine.SettledAsync(id);

        await RaiseAsync(id, "Answer", "new");

        Assert.Equal("new", (await _engine.CompletionAsync(id)).ReadOutputAs<string>());
    }

    private static async Task<string> TakeAsync(TaskOrchestrationContext context, string name, int count)
    {
        var taken = new List<string>();
        for (var i = 0; i < count; i++)
        {
            taken.Add(await context.WaitForExternalEvent<string>(name));
        }

        return string.Join(' ', taken);
    }

    private Task RaiseAsync(string id, string name, string payload) =>
        _engine.Client.RaiseEventAsync(id, name, payload, TestContext.Current.CancellationToken);
}
