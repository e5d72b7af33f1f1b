using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RiskRegister.Local.DurableTask;
using RiskRegister.Local.State;
using Xunit;

namespace RiskRegister.Tests.Local.DurableTask;

/// <summary>An engine on a database of its own, with a clock that the test moves. What is registered stays across restarts.</summary>
public sealed class EngineHarness : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StateDatabase _state;
    private readonly List<Action<DurableEngine>> _registrations = [];
    private readonly DurableEngineOptions _options;
    private DurableEngine? _engine;

    public EngineHarness(DurableEngineOptions? options = null)
    {
        _options = options ?? new DurableEngineOptions();
        _state = StateDatabase.Open(_folder.Path);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>What activities have noted, in the order in which they did.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    public ILoggerFactory Loggers { get; set; } = NullLoggerFactory.Instance;

    public DurableTaskClient Client => _engine!.Client;

    public StateDatabase State => _state;

    public EngineHarness Orchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> run)
    {
        _registrations.Add(engine => engine.AddOrchestrator(name, run));
        return this;
    }

    public EngineHarness Activity<T>(string name, Func<T, object?> run) =>
        Activity<T>(name, input => Task.FromResult(run(input)));

    public EngineHarness Activity<T>(string name, Func<T, Task<object?>> run)
    {
        _registrations.Add(engine => engine.AddActivity(name, typeof(T), call => run((T)call.Input!)));
        return this;
    }

    /// <summary>An engine that has not been started.</summary>
    public EngineHarness Create()
    {
        _engine = new DurableEngine(_state, Time, Loggers, _options);
        _registrations.ForEach(register => register(_engine));
        return this;
    }

    public async Task<EngineHarness> StartAsync()
    {
        if (_engine is null)
        {
            Create();
        }

        await _engine!.StartAsync(TestContext.Current.CancellationToken);
        return this;
    }

    public Task StopAsync() => _engine!.StopAsync(TestContext.Current.CancellationToken);

    /// <summary>Kills the engine.</summary>
    public async Task KillAsync()
    {
        await _engine!.AbortAsync();
        await _engine.DisposeAsync();
        _engine = null;
    }

    /// <summary>Kills the engine and starts another one on the same database.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        await StartAsync();
    }

    /// <summary>Forgets what is registered, as a new version of the app would.</summary>
    public void Unregister() => _registrations.Clear();

    public Task<string> ScheduleAsync(string name, object? input = null, string? id = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id), Cancellation);

    public Task<OrchestrationMetadata> CompletionAsync(string id) =>
        Client
            .WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Cancellation)
            .WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

    /// <summary>Schedules, waits for the end, and returns it.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string name, object? input = null, string? id = null) =>
        await CompletionAsync(await ScheduleAsync(name, input, id));

    /// <summary>Waits until the instance waits for something: it has taken a turn, and nothing is left in its inbox but timers to come.</summary>
    public async Task SettledAsync(string id)
    {
        while (!IsSettled(id))
        {
            await Task.Delay(5, Cancellation);
        }
    }

    /// <summary>Moves the clock until the instance has ended, a step at a time, so that each timer is created before it is passed.</summary>
    public async Task<OrchestrationMetadata> AdvanceUntilCompletedAsync(string id, TimeSpan step)
    {
        var completion = CompletionAsync(id);
        while (!completion.IsCompleted)
        {
            if (IsSettled(id))
            {
                Time.Advance(step);
            }

            await Task.WhenAny(completion, Task.Delay(5, Cancellation));
        }

        return await completion;
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            await KillAsync();
        }

        await _state.DisposeAsync();
        _folder.Dispose();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private bool IsSettled(string id) =>
        _state.Read(db =>
            db.Scalar<long>(
                """
                SELECT turns > 0
                    AND NOT EXISTS (SELECT 1 FROM durable_inbox m WHERE m.execution = i.execution AND due <= ?2)
                    AND NOT EXISTS (SELECT 1 FROM durable_activities a WHERE a.execution = i.execution)
                FROM durable_instances i WHERE id = ?1
                """,
                id,
                Time.GetUtcNow().UtcTicks
            )
        ) > 0;
}
