using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using RiskRegister.Local.DurableTask;
using Xunit;

namespace RiskRegister.Tests.Local.DurableTask;

public sealed class ReplayTests : IAsyncDisposable
{
    private readonly EngineHarness _engine = new();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task What_the_context_gives_is_the_same_in_each_replay()
    {
        var seen = new List<string>();
        _engine.Orchestrator(
            "Remember",
            async context =>
            {
                var values = $"{context.NewGuid()} {context.NewGuid()} {context.CurrentUtcDateTime:o}";
                await context.WaitForExternalEvent<string>("Go");
                values += $" {context.NewGuid()} {context.CurrentUtcDateTime:o}";
                seen.Add(values);
                await context.WaitForExternalEvent<string>("Go");
                return values;
            }
        );
        await _engine.StartAsync();
        var id = await _engine.ScheduleAsync("Remember");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await _engine.SettledAsync(id);
            await _engine.RestartAsync();
            _engine.Time.Advance(TimeSpan.FromHours(1));
            await _engine.Client.RaiseEventAsync(id, "Go", "", TestContext.Current.CancellationToken);
        }

        var result = (await _engine.CompletionAsync(id)).ReadOutputAs<string>()!;
        Assert.Equal([result, result], seen);
        Assert.Equal(3, result.Split(' ').Where(part => Guid.TryParse(part, out _)).Distinct().Count());
    }

    [Fact]
    public async Task Replay_safe_loggers_write_each_line_once()
    {
        var lines = new List<string>();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(new ListLogger(lines)));
        _engine.Orchestrator(
            "Log",
            async context =>
            {
                var logger = context.CreateReplaySafeLogger("test");
                logger.LogInformation("begun");
                await context.WaitForExternalEvent<string>("Go");
                logger.LogInformation("went on");
                return null;
            }
        );
        _engine.Loggers = factory;
        await _engine.StartAsync();
        var id = await _engine.ScheduleAsync("Log");
        await _engine.SettledAsync(id);
        await _engine.RestartAsync();

        await _engine.Client.RaiseEventAsync(id, "Go", "", TestContext.Current.CancellationToken);
        await _engine.CompletionAsync(id);

        Assert.Equal(["begun", "went on"], lines);
    }

    [Fact]
    public async Task An_orchestration_that_was_dropped_from_memory_goes_on()
    {
        await using var engine = new EngineHarness(new() { MaxLiveOrchestrations = 1 });
        engine.Orchestrator(
            "Wait",
            async context => $"{await context.WaitForExternalEvent<int>("One")} {await context.WaitForExternalEvent<int>("Two")}"
        );
        await engine.StartAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => engine.ScheduleAsync("Wait")));
        foreach (var name in new[] { "One", "Two" })
        {
            foreach (var (index, id) in ids.Index())
            {
                await engine.SettledAsync(id);
                await engine.Client.RaiseEventAsync(id, name, index, TestContext.Current.CancellationToken);
            }
        }

        foreach (var (index, id) in ids.Index())
        {
            Assert.Equal($"{index} {index}", (await engine.CompletionAsync(id)).ReadOutputAs<string>());
        }
    }

    [Fact]
    public async Task Code_that_was_changed_while_it_ran_fails_and_names_the_step()
    {
        _engine.Activity<int>("A", n => n).Activity<int>("B", n => n).Orchestrator("Flow", context => FlowAsync(context, "B"));
        await _engine.StartAsync();
        var id = await _engine.ScheduleAsync("Flow");
        await _engine.SettledAsync(id);
        await _engine.KillAsync();
        _engine.Unregister();
        _engine.Orchestrator("Flow", context => FlowAsync(context, null));
        await _engine.StartAsync();

        await _engine.Client.RaiseEventAsync(id, "Go", 1, TestContext.Current.CancellationToken);

        var failure = (await _engine.CompletionAsync(id)).FailureDetails!;
        Assert.EndsWith("NonDeterministicOrchestrationException", failure.ErrorType, StringComparison.Ordinal);
        Assert.Contains(
            "step 1 was activity 'B' in the history and is a timer now",
            failure.ErrorMessage,
            StringComparison.Ordinal
        );

        static async Task<object?> FlowAsync(TaskOrchestrationContext context, string? second)
        {
            await context.CallActivityAsync("A", 1);
            await (second is null ? context.CreateTimer(TimeSpan.Zero, default) : context.CallActivityAsync(second, 2));
            return await context.WaitForExternalEvent<int>("Go");
        }
    }

    [Fact]
    public async Task Code_that_takes_fewer_steps_than_before_fails()
    {
        _engine
            .Activity<int>("A", n => n)
            .Orchestrator(
                "Flow",
                async context =>
                {
                    await context.CallActivityAsync("A", 1);
                    return await context.WaitForExternalEvent<int>("Go");
                }
            );
        await _engine.StartAsync();
        var id = await _engine.ScheduleAsync("Flow");
        await _engine.SettledAsync(id);
        await _engine.KillAsync();
        _engine.Unregister();
        _engine.Orchestrator("Flow", async context => await context.WaitForExternalEvent<int>("Go"));
        await _engine.StartAsync();

        await _engine.Client.RaiseEventAsync(id, "Go", 1, TestContext.Current.CancellationToken);

        var failure = (await _engine.CompletionAsync(id)).FailureDetails!;
        Assert.Contains("no step of the code any more", failure.ErrorMessage, StringComparison.Ordinal);
    }

    // So late that a turn is over by then on any machine: what has ended within its turn was not waited for.
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Awaiting_something_that_is_not_durable_fails()
    {
        var never = new TaskCompletionSource<object?>();
        _engine.Orchestrator("Alone", _ => never.Task);
        _engine.Orchestrator(
            "Beside",
            async context =>
            {
                var answer = context.WaitForExternalEvent<int>("Never");
                await Task.WhenAny(answer, Task.Delay(Later, TestContext.Current.CancellationToken));
                return null;
            }
        );
        _engine.Orchestrator(
            "Elsewhere",
            async context =>
            {
                var answer = context.WaitForExternalEvent<int>("Never");
                await Task.Delay(Later, TestContext.Current.CancellationToken).ConfigureAwait(false);
                await context.CallActivityAsync("Any");
                return await answer;
            }
        );
        await _engine.StartAsync();

        Assert.Contains(
            "Multithreaded",
            (await _engine.RunAsync("Alone")).FailureDetails!.ErrorMessage,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Multithreaded",
            (await _engine.RunAsync("Beside")).FailureDetails!.ErrorMessage,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Multithreaded",
            (await _engine.RunAsync("Elsewhere")).FailureDetails!.ErrorMessage,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Code_that_awaits_something_foreign_fails_also_when_it_gave_way_to_other_orchestrations_meanwhile()
    {
        await using var engine = new EngineHarness(new DurableEngineOptions { MaxLiveOrchestrations = 1 }).Orchestrator(
            "Foreign",
            async context =>
            {
                var answer = context.WaitForExternalEvent<int>("Never");
                await Task.Delay(50, CancellationToken.None);
                return await answer;
            }
        );
        await engine.StartAsync();

        var ended = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => engine.RunAsync("Foreign")));

        Assert.All(ended, one => Assert.Equal(OrchestrationRuntimeStatus.Failed, one.RuntimeStatus));
    }

    private sealed class ListLogger(List<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Add(formatter(state, exception));

        public void Dispose() { }
    }
}
