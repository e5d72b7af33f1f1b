using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Xunit;

namespace RiskRegister.Tests.Local.DurableTask;

public sealed class GenerationTests : IAsyncDisposable
{
    private readonly EngineHarness _engine = new();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Generations_start_with_an_empty_history()
    {
        _engine
            .Activity<int>("Add", n => n + 1)
            .Orchestrator(
                "Count",
                async context =>
                {
                    var next = await context.CallActivityAsync<int>("Add", context.GetInput<int>());
                    if (next < 100)
                    {
                        context.ContinueAsNew(next);
                    }

                    return next;
                }
            );
        await _engine.StartAsync();

        var ended = await _engine.RunAsync("Count", 0);

        Assert.Equal((100, 99), (ended.ReadOutputAs<int>(), ended.ReadInputAs<int>()));
        Assert.InRange(_engine.State.Read(db => db.Scalar<long>("SELECT COUNT(*) FROM durable_history")), 1, 2);
    }

    [Fact]
    public async Task A_generation_shows_the_custom_status_of_the_last_until_it_goes_on()
    {
        _engine.Orchestrator(
            "Show",
            async context =>
            {
                if (context.GetInput<int>() == 0)
                {
                    context.SetCustomStatus("shown");
                    context.ContinueAsNew(1);
                    return null;
                }

                await context.WaitForExternalEvent<int>("Go");
                return await context.WaitForExternalEvent<int>("Go");
            }
        );
        await _engine.StartAsync();
        var id = await _engine.ScheduleAsync("Show", 0);
        await _engine.SettledAsync(id);
        Assert.Equal("shown", await StatusAsync());

        await _engine.Client.RaiseEventAsync(id, "Go", 1, TestContext.Current.CancellationToken);
        await _engine.SettledAsync(id);
        Assert.Null(await StatusAsync());

        async Task<string?> StatusAsync() =>
            (
                await _engine.Client.GetInstanceAsync(id, true, TestContext.Current.CancellationToken)
            )!.ReadCustomStatusAs<string>();
    }

    [Fact]
    public async Task An_orchestrator_that_throws_fails_even_if_it_asked_for_a_next_generation()
    {
        _engine.Orchestrator(
            "Throw",
            context =>
            {
                context.ContinueAsNew(1);
                throw new InvalidDataException("bad", new TimeoutException("late"));
            }
        );
        await _engine.StartAsync();

        var failure = (await _engine.RunAsync("Throw")).FailureDetails!;

        Assert.True(failure.IsCausedBy<InvalidDataException>());
        Assert.True(failure.InnerFailure!.IsCausedBy<TimeoutException>());
    }

    [Fact]
    public async Task An_orchestrator_that_lets_a_cancellation_out_fails()
    {
        _engine.Orchestrator("Cancel", context => context.WaitForExternalEvent<object?>("Go", new CancellationToken(true)));
        await _engine.StartAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await _engine.RunAsync("Cancel")).RuntimeStatus);
    }
}
