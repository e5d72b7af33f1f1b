using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using RiskRegister.Local.State;

namespace RiskRegister.Local.DurableTask;

/// <summary>
/// Runs orchestrations and activities with all their state in the state database. Whenever the process dies, the next start goes on
/// from what was committed: activities run at least once, orchestrations end as if nothing had happened.
/// </summary>
public sealed class DurableEngine : IAsyncDisposable
{
    private static readonly TimeSpan RetryAfterError = TimeSpan.FromSeconds(5);

    private readonly StateDatabase _state;
    private readonly TimeProvider _time;
    private readonly DurableEngineOptions _options;
    private readonly ILogger _logger;
    private readonly ReadyQueue _ready = new();
    private readonly TimerQueue _timers;
    private readonly InstanceWaiters _waiters = new();
    private readonly OrchestrationDispatcher _orchestrations;
    private readonly ActivityDispatcher _activities;
    private readonly CancellationTokenSource _stopped = new();
    private readonly CancellationTokenSource _aborted = new();
    private Task _running = Task.CompletedTask;
    private volatile bool _started;

    /// <summary>An engine over <paramref name="state"/>; it does nothing before it is started.</summary>
    public DurableEngine(StateDatabase state, TimeProvider time, ILoggerFactory loggers, DurableEngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(options);
        (_state, _time, _options) = (state, time, options);
        _logger = loggers.CreateLogger<DurableEngine>();
        _timers = new TimerQueue(time, _ready.Signal);
        var live = new LiveSessions(options.MaxLiveOrchestrations);
        _orchestrations = new OrchestrationDispatcher(state, time, loggers, live, _ready.Signal);
        _activities = new ActivityDispatcher(state, time, _logger, _ready.Signal);
        Client = new EngineClient(state, time, _waiters, Knows, Apply);
        state.WriteAsync(DurableStore.Create).GetAwaiter().GetResult();
    }

    /// <summary>The client; usable also while the engine is not running.</summary>
    public DurableTaskClient Client { get; }

    /// <summary>Adds an orchestrator. Its code gets a context, and returns the output.</summary>
    public void AddOrchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> run) =>
        _orchestrations.Code.Add(name, run);

    /// <summary>
    /// Adds an activity. When the engine is stopped and the time for stopping has run out, it is not waited for any longer, and is run
    /// again after the next start.
    /// </summary>
    public void AddActivity(string name, Type inputType, Func<ActivityCall, Task<object?>> run) =>
        _activities.Code.Add(name, (inputType, run));

    /// <summary>Takes up everything that has not ended.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _started = true;
        Func<Task>[] loops =
        [
            () => _activities.ReadAsync(_stopped.Token),
            .. Enumerable.Repeat(RunOrchestrationsAsync, 4 * Environment.ProcessorCount),
            .. Enumerable.Repeat(() => _activities.WorkAsync(_stopped.Token, _aborted.Token), _options.MaxConcurrentActivities),
        ];
        _running = Task.WhenAll(loops.Select(loop => Task.Run(() => UntilStopped(loop), CancellationToken.None)));
        var found = new Effects { HasActivities = true };
        found.Signals.AddRange(_state.Read(DurableStore.Signals));
        Apply(found);
        return Task.CompletedTask;
    }

    /// <summary>Begins nothing more, and waits for what runs until <paramref name="cancellationToken"/> is cancelled.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopped.CancelAsync();
        await using (cancellationToken.Register(_aborted.Cancel))
        {
            await _running;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _timers.Dispose();
        _stopped.Dispose();
        _aborted.Dispose();
    }

    /// <summary>Ends as a killed process would: nothing is written any more, not even what was just done.</summary>
    internal async Task AbortAsync()
    {
        await _aborted.CancelAsync();
        await StopAsync(CancellationToken.None);
    }

    // Before the start, functions may not have been added yet.
    private bool Knows(string orchestrator) => !_started || _orchestrations.Code.ContainsKey(orchestrator);

    private async Task RunOrchestrationsAsync()
    {
        await foreach (var execution in _ready.ReadAllAsync(_stopped.Token))
        {
            _stopped.Token.ThrowIfCancellationRequested();
            _ready.Begin(execution);
            try
            {
                Apply(await _orchestrations.TakeTurnAsync(execution, _aborted.Token));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                _logger.LogError(e, "A turn of execution {Execution} could not be taken; it is tried again", execution);
                _timers.Add(new Signal(execution, _time.GetUtcNow().UtcDateTime + RetryAfterError));
            }
            finally
            {
                _ready.End(execution);
            }
        }
    }

    private async Task UntilStopped(Func<Task> loop)
    {
        while (true)
        {
            try
            {
                await loop();
            }
            catch (OperationCanceledException) when (_stopped.IsCancellationRequested || _aborted.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                _logger.LogError(e, "The state could not be read or written; it is tried again");
                await Task.Delay(RetryAfterError, _time, _stopped.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                _activities.ReadAgain();
            }
        }
    }

    private void Apply(Effects? effects)
    {
        if (effects is null)
        {
            return;
        }

        var now = _time.GetUtcNow().UtcDateTime;
        foreach (var signal in effects.Signals)
        {
            if (signal.Due <= now)
            {
                _ready.Signal(signal.Execution);
            }
            else
            {
                _timers.Add(signal);
            }
        }

        effects.ChangedInstances.ForEach(_waiters.Wake);
        if (effects.HasActivities)
        {
            _activities.Signal();
        }
    }
}
