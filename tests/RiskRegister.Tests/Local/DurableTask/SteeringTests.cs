using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Xunit;
using static Microsoft.DurableTask.Client.OrchestrationRuntimeStatus;

namespace RiskRegister.Tests.Local.DurableTask;

public sealed class SteeringTests : IAsyncDisposable
{
    private readonly EngineHarness _engine = new();

    public SteeringTests() =>
        _engine
            .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("Go"))
            .Orchestrator("Echo", context => Task.FromResult<object?>(context.GetInput<string>()));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_suspended_instance_keeps_its_events_until_it_is_resumed()
    {
        await _engine.StartAsync();
        var id = await _engine.ScheduleAsync("Wait");
        await _engine.SettledAsync(id);

        await _engine.Client.SuspendInstanceAsync(id, "holiday", Cancellation);
        await _engine.Client.RaiseEventAsync(id, "Go", "kept", Cancellation);
        await _engine.RestartAsync();
        Assert.Equal(Suspended, (await _engine.Client.GetInstanceAsync(id, Cancellation))!.RuntimeStatus);
        await _engine.Client.ResumeInstanceAsync(id, "back", Cancellation);

        Assert.Equal("kept", (await _engine.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Suspending_before_the_start_keeps_an_instance_from_starting()
    {
        _engine.Create();
        var id = await _engine.ScheduleAsync("Echo", "x");
        await _engine.Client.SuspendInstanceAsync(id, cancellation: Cancellation);
        await _engine.StartAsync();
        Assert.Equal(Suspended, (await _engine.Client.GetInstanceAsync(id, Cancellation))!.RuntimeStatus);

        await _engine.Client.ResumeInstanceAsync(id, cancellation: Cancellation);

        Assert.Equal(Completed, (await _engine.CompletionAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task Terminating_ends_an_instance_once_and_discards_what_its_activities_return()
    {
        var work = new TaskCompletionSource<object?>();
        _engine
            .Activity<int>("Work", _ => work.Task)
            .Orchestrator("Work", async context => await context.CallActivityAsync<string>("Work", 1));
        await _engine.StartAsync();
        var id = await _engine.ScheduleAsync("Work");
        await _engine.Client.WaitForInstanceStartAsync(id, cancellation: Cancellation);

        await _engine.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions("stop"), Cancellation);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _engine.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions("again"), Cancellation)
        );
        work.SetResult("late");
        await _engine.StopAsync();

        var ended = await _engine.CompletionAsync(id);
        Assert.Equal((Terminated, "stop"), (ended.RuntimeStatus, ended.ReadOutputAs<string>()));
    }

    [Fact]
    public async Task Steering_an_instance_that_is_not_there_or_not_in_the_right_state_is_refused()
    {
        await _engine.StartAsync();
        var running = await _engine.ScheduleAsync("Wait");
        var ended = (await _engine.RunAsync("Echo", "x")).InstanceId;
        var client = _engine.Client;

        await Assert.ThrowsAsync<ArgumentException>(() => client.TerminateInstanceAsync("nowhere", null, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => client.SuspendInstanceAsync("nowhere", null, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => client.ResumeInstanceAsync("nowhere", null, Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.SuspendInstanceAsync(ended, null, Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.ResumeInstanceAsync(running, null, Cancellation));
        await client.SuspendInstanceAsync(running, null, Cancellation);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.SuspendInstanceAsync(running, null, Cancellation));
        await client.TerminateInstanceAsync(running, null, Cancellation);

        Assert.Equal(Terminated, (await _engine.CompletionAsync(running)).RuntimeStatus);
    }

    [Fact]
    public async Task A_timer_that_falls_due_while_an_instance_is_suspended_fires_when_it_is_resumed()
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

        await _engine.Client.SuspendInstanceAsync(id, null, Cancellation);
        _engine.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(Suspended, (await _engine.Client.GetInstanceAsync(id, Cancellation))!.RuntimeStatus);
        await _engine.Client.ResumeInstanceAsync(id, null, Cancellation);

        Assert.Equal("woke", (await _engine.CompletionAsync(id)).ReadOutputAs<string>());
    }
}
