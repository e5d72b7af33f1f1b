using System.Globalization;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Xunit;

namespace RiskRegister.Tests.Local.DurableTask;

public sealed class RetryTests : IAsyncDisposable
{
    private readonly EngineHarness _engine = new();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Waits_grow_by_the_coefficient_up_to_the_longest_and_survive_restarts()
    {
        FailingOrchestrator(new RetryPolicy(5, TimeSpan.FromMinutes(1), 2.0, TimeSpan.FromMinutes(3)));
        await _engine.StartAsync();
        var id = await _engine.ScheduleAsync("Try");
        foreach (var minutes in new[] { 1, 2, 3, 3 })
        {
            await _engine.SettledAsync(id);
            await _engine.RestartAsync();
            _engine.Time.Advance(TimeSpan.FromMinutes(minutes));
        }

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await _engine.CompletionAsync(id)).RuntimeStatus);
        Assert.Equal(["00:00", "00:01", "00:03", "00:06", "00:09"], _engine.Log);
    }

    [Fact]
    public async Task No_attempt_starts_after_the_retry_timeout()
    {
        FailingOrchestrator(new RetryPolicy(100, TimeSpan.FromMinutes(1), retryTimeout: TimeSpan.FromMinutes(3)));
        await _engine.StartAsync();

        await _engine.AdvanceUntilCompletedAsync(await _engine.ScheduleAsync("Try"), TimeSpan.FromMinutes(1));

        Assert.Equal(["00:00", "00:01", "00:02", "00:03"], _engine.Log);
    }

    [Fact]
    public async Task A_policy_may_leave_some_failures_alone()
    {
        FailingOrchestrator(
            new RetryPolicy(5, TimeSpan.FromMinutes(1)) { HandleFailure = failure => failure.IsCausedBy<TimeoutException>() }
        );
        await _engine.StartAsync();

        var ended = await _engine.RunAsync("Try");

        Assert.Equal("System.IO.IOException", ended.FailureDetails!.InnerFailure!.ErrorType);
        Assert.Single(_engine.Log);
    }

    [Fact]
    public async Task A_handler_decides_how_often_to_try()
    {
        var attempts = 0;
        RetryContext? last = null;
        _engine
            .Activity<int>("Flaky", _ => ++attempts < 4 ? throw new IOException("broken") : "worked")
            .Orchestrator(
                "Try",
                async context =>
                {
                    var options = TaskOptions.FromRetryHandler(retry =>
                    {
                        last = retry;
                        return retry.LastAttemptNumber < 10;
                    });
                    return await context.CallActivityAsync<string>("Flaky", 1, options);
                }
            );
        await _engine.StartAsync();

        Assert.Equal("worked", (await _engine.RunAsync("Try")).ReadOutputAs<string>());
        Assert.Equal((3, "broken"), (last!.LastAttemptNumber, last.LastFailure.ErrorMessage));
    }

    [Fact]
    public async Task A_predicate_that_throws_ends_the_retries_with_the_failure_of_the_activity()
    {
        FailingOrchestrator(
            new RetryPolicy(5, TimeSpan.FromMinutes(1)) { HandleFailure = _ => throw new InvalidOperationException("predicate") }
        );
        await _engine.StartAsync();

        Assert.Equal("System.IO.IOException", (await _engine.RunAsync("Try")).FailureDetails!.InnerFailure!.ErrorType);
        Assert.Single(_engine.Log);
    }

    [Fact]
    public async Task A_handler_may_itself_wait_on_the_context()
    {
        FailingOrchestrator(
            TaskOptions.FromRetryHandler(async retry =>
            {
                await retry.OrchestrationContext.CreateTimer(TimeSpan.FromMinutes(10), CancellationToken.None);
                return retry.TotalRetryTime < TimeSpan.FromMinutes(15);
            })
        );
        await _engine.StartAsync();

        await _engine.AdvanceUntilCompletedAsync(await _engine.ScheduleAsync("Try"), TimeSpan.FromMinutes(10));

        Assert.Equal(["00:00", "00:10", "00:20"], _engine.Log);
    }

    [Fact]
    public async Task A_sub_orchestration_is_tried_again_under_the_same_id()
    {
        _engine
            .Activity<string>("Note", Note)
            .Orchestrator(
                "Child",
                async context =>
                {
                    await context.CallActivityAsync("Note", context.InstanceId);
                    throw new IOException("broken");
                }
            )
            .Orchestrator(
                "Try",
                async context =>
                    await context.CallSubOrchestratorAsync<int>(
                        "Child",
                        null,
                        new SubOrchestrationOptions(new TaskRetryOptions(new RetryPolicy(2, TimeSpan.FromMinutes(1))), "child")
                    )
            );
        await _engine.StartAsync();

        var ended = await _engine.AdvanceUntilCompletedAsync(await _engine.ScheduleAsync("Try"), TimeSpan.FromMinutes(1));

        Assert.Equal("System.IO.IOException", ended.FailureDetails!.InnerFailure!.ErrorType);
        Assert.Equal(["child", "child"], _engine.Log);
    }

    [Theory]
    [InlineData(0, 1, 1.0, 1, 1)]
    [InlineData(1, 0, 1.0, 1, 1)]
    [InlineData(1, 1, 0.5, 1, 1)]
    [InlineData(1, 2, 1.0, 1, 3)]
    [InlineData(1, 2, 1.0, 3, 1)]
    public void A_policy_with_values_out_of_range_is_refused(
        int attempts,
        int first,
        double coefficient,
        int longest,
        int timeout
    ) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new RetryPolicy(
                attempts,
                TimeSpan.FromSeconds(first),
                coefficient,
                TimeSpan.FromSeconds(longest),
                TimeSpan.FromSeconds(timeout)
            )
        );

    private object? Note(string text)
    {
        _engine.Log.Enqueue(text);
        return null;
    }

    private void FailingOrchestrator(RetryPolicy policy) => FailingOrchestrator(TaskOptions.FromRetryPolicy(policy));

    private void FailingOrchestrator(TaskOptions options) =>
        _engine
            .Activity<int>(
                "Fail",
                _ =>
                {
                    Note(_engine.Time.GetUtcNow().ToString("HH:mm", CultureInfo.InvariantCulture));
                    throw new IOException("broken");
                }
            )
            .Orchestrator("Try", async context => await context.CallActivityAsync<int>("Fail", 1, options));
}
