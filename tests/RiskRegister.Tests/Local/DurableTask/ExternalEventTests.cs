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

    [Theory]
    [InlineData("not a number")]
    [InlineData(null)]
    public async Task An_event_that_cannot_be_read_fails_the_orchestration_whatever_it_catches(string? payload)
    {
        _engine.Orchestrator(
            "Wait",
            async context =>
            {
                try
                {
                    return await context.WaitForExternalEvent<int>("Answer");
                }
                catch (Exception)
                {
                    return "caught";
                }
            }
        );
        await _engine.StartAsync();
        var id = await _engine.ScheduleAsync("Wait");
        await _engine.SettledAsync(id);

        await RaiseAsync(id, "Answer", payload);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await _engine.CompletionAsync(id)).RuntimeStatus);
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
                    await context.WaitForExternalEvent<string>("Restart");
                    context.ContinueAsNew(1, preserveUnprocessedEvents: false);
                    return null;
                }

                return await TakeAsync(context, "Answer", 1);
            }
        );
        _engine.Create();
        var id = await _engine.ScheduleAsync("Restart", 0);
        await RaiseAsync(id, "Answer", "old");
        await RaiseAsync(id, "Restart", "");
        await _engine.StartAsync();
        await _engine.SettledAsync(id);

        await RaiseAsync(id, "Answer", "new");

        Assert.Equal("new", (await _engine.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Events_that_come_once_the_next_generation_is_asked_for_are_left_to_it_even_without_the_old_ones()
    {
        var work = new TaskCompletionSource<object?>();
        _engine
            .Activity<int>("Work", _ => work.Task)
            .Orchestrator(
                "Restart",
                async context =>
                {
                    if (context.GetInput<int>() == 1)
                    {
                        return await TakeAsync(context, "Answer", 1);
                    }

                    context.ContinueAsNew(1, preserveUnprocessedEvents: false);
                    await context.CallActivityAsync("Work", 1);
                    return null;
                }
            )
            .Create();
        var id = await _engine.ScheduleAsync("Restart", 0);
        await _engine.StartAsync();
        await _engine.Client.WaitForInstanceStartAsync(id, cancellation: TestContext.Current.CancellationToken);

        await RaiseAsync(id, "Answer", "late");
        work.SetResult(null);

        Assert.Equal("late", (await _engine.CompletionAsync(id)).ReadOutputAs<string>());
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

    private Task RaiseAsync(string id, string name, string? payload) =>
        _engine.Client.RaiseEventAsync(id, name, payload, TestContext.Current.CancellationToken);
}
