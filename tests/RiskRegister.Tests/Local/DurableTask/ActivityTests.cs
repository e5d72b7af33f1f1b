using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Xunit;

namespace RiskRegister.Tests.Local.DurableTask;

public sealed class ActivityTests : IAsyncDisposable
{
    private readonly EngineHarness _engine = new();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Activities_run_one_after_the_other_with_the_results_of_those_before()
    {
        _engine
            .Activity<int>("Double", n => n * 2)
            .Orchestrator(
                "Chain",
                async context =>
                {
                    var twice = await context.CallActivityAsync<int>("Double", context.GetInput<int>());
                    return await context.CallActivityAsync<int>("double", twice);
                }
            );
        await _engine.StartAsync();

        var ended = await _engine.RunAsync("Chain", 5);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Equal(20, ended.ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_thousand_activities_fan_out_and_in()
    {
        _engine
            .Activity<int>("Square", n => (long)n * n)
            .Orchestrator(
                "Fan",
                async context =>
                    (
                        await Task.WhenAll(Enumerable.Range(0, 1000).Select(n => context.CallActivityAsync<long>("Square", n)))
                    ).Sum()
            );
        await _engine.StartAsync();

        Assert.Equal(332833500, (await _engine.RunAsync("Fan")).ReadOutputAs<long>());
    }

    [Fact]
    public async Task The_first_of_several_wins_and_the_orchestration_ends_only_when_all_have()
    {
        var slow = new TaskCompletionSource<object?>();
        _engine
            .Activity<string>("Fast", _ => "fast")
            .Activity<string>("Slow", _ => slow.Task)
            .Orchestrator(
                "Race",
                async context =>
                {
                    var winner = await Task.WhenAny(
                        context.CallActivityAsync<string>("Slow", ""),
                        context.CallActivityAsync<string>("Fast", "")
                    );
                    context.SetCustomStatus("decided");
                    return await winner;
                }
            );
        await _engine.StartAsync();

        var id = await _engine.ScheduleAsync("Race");
        while (
            (await _engine.Client.GetInstanceAsync(id, true, TestContext.Current.CancellationToken))!.SerializedCustomStatus
                is null
        )
        {
            await Task.Yield();
        }

        Assert.True(
            (await _engine.Client.GetInstanceAsync(id, TestContext.Current.CancellationToken))!.RuntimeStatus
                == OrchestrationRuntimeStatus.Running
        );
        slow.SetResult("slow");
        Assert.Equal("fast", (await _engine.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_failure_is_thrown_in_the_orchestrator_with_its_details()
    {
        TaskFailedException? caught = null;
        _engine
            .Activity<int>("Fail", _ => throw new InvalidDataException("bad", new TimeoutException("late")))
            .Orchestrator(
                "Catch",
                async context =>
                {
                    caught = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync("Fail", 1));
                    return caught.FailureDetails.ErrorMessage;
                }
            );
        await _engine.StartAsync();

        Assert.Equal("bad", (await _engine.RunAsync("Catch")).ReadOutputAs<string>());
        Assert.Equal(("Fail", 0), (caught!.TaskName, caught.TaskId));
        Assert.Equal("System.IO.InvalidDataException", caught.FailureDetails.ErrorType);
        Assert.Contains("ActivityTests", caught.FailureDetails.StackTrace, StringComparison.Ordinal);
        Assert.Equal("System.TimeoutException", caught.FailureDetails.InnerFailure!.ErrorType);
        Assert.True(caught.FailureDetails.IsCausedBy<InvalidDataException>());
        Assert.True(caught.FailureDetails.IsCausedBy<SystemException>());
        Assert.False(caught.FailureDetails.IsCausedBy<TimeoutException>());
    }

    [Fact]
    public async Task A_failure_that_nobody_catches_fails_the_orchestration()
    {
        _engine
            .Activity<int>("Fail", _ => throw new InvalidDataException("bad"))
            .Orchestrator("Throw", async context => await context.CallActivityAsync<int>("Fail", 1));
        await _engine.StartAsync();

        var ended = await _engine.RunAsync("Throw");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.True(ended.FailureDetails!.IsCausedBy<TaskFailedException>());
        Assert.True(ended.FailureDetails.InnerFailure!.IsCausedBy<InvalidDataException>());
    }

    [Fact]
    public async Task What_is_not_registered_fails_and_is_not_tried_again()
    {
        _engine.Orchestrator(
            "Caller",
            async context =>
            {
                await context.CallActivityAsync(
                    "Nowhere",
                    null,
                    TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromDays(1)))
                );
                return null;
            }
        );
        await _engine.StartAsync();

        Assert.Equal("ActivityTaskNotFound", (await _engine.RunAsync("Caller")).FailureDetails!.InnerFailure!.ErrorType);
        await Assert.ThrowsAsync<ArgumentException>(() => _engine.ScheduleAsync("Missing"));
    }

    [Fact]
    public async Task Options_given_as_input_are_refused()
    {
        _engine.Orchestrator(
            "Caller",
            async context =>
                await context.CallActivityAsync<int>(
                    "Any",
                    (object)TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromDays(1)))
                )
        );
        await _engine.StartAsync();

        Assert.True((await _engine.RunAsync("Caller")).FailureDetails!.IsCausedBy<ArgumentException>());
    }

    [Fact]
    public async Task No_more_activities_than_allowed_run_at_the_same_time()
    {
        var (running, most) = (0, 0);
        await using var engine = new EngineHarness(new() { MaxConcurrentActivities = 3 });
        engine
            .Activity<int>(
                "Count",
                async _ =>
                {
                    most = Math.Max(most, Interlocked.Increment(ref running));
                    await Task.Yield();
                    Interlocked.Decrement(ref running);
                    return null;
                }
            )
            .Orchestrator(
                "Fan",
                async context =>
                {
                    await Task.WhenAll(Enumerable.Range(0, 100).Select(n => context.CallActivityAsync("Count", n)));
                    return null;
                }
            );
        await engine.StartAsync();

        await engine.RunAsync("Fan");

        Assert.InRange(most, 1, 3);
    }
}
