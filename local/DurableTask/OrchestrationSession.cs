using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace RiskRegister.Local.DurableTask;

/// <summary>
/// The running code of one orchestration instance. It is brought to where it stands by replaying its history, and then kept from turn
/// to turn; it may be dropped between two turns at any time.
/// </summary>
/// <param name="instance">The instance whose code this is, as it is when the session begins.</param>
/// <param name="code">The code.</param>
/// <param name="loggers">Makes the loggers of the code.</param>
/// <param name="signal">Called when the code has awaited something foreign.</param>
internal sealed class OrchestrationSession(
    Instance instance,
    Func<TaskOrchestrationContext, Task<object?>> code,
    ILoggerFactory loggers,
    Action signal
)
{
    private readonly OrchestrationContext _context = new(instance, loggers, signal);
    private Task<object?>? _running;

    /// <summary>The execution of the instance.</summary>
    public long Execution => instance.Execution;

    /// <summary>How many turns the code has been through.</summary>
    public int Turns { get; private set; }

    /// <summary>Runs the code through <paramref name="history"/>.</summary>
    /// <exception cref="NonDeterminismException">The code does not do what it did before.</exception>
    public void Replay(IEnumerable<Turn> history)
    {
        foreach (var turn in history)
        {
            Process(turn.At, replaying: true, turn.Events.Where(e => e is not Step));
            foreach (var step in turn.Events.OfType<Step>())
            {
                _context.Steps.Match(step);
            }
        }
    }

    /// <summary>Runs the code on new messages, and returns what has to be stored. An event that cannot be read is thrown.</summary>
    public TurnResult Run(DateTime now, IReadOnlyList<Message> messages)
    {
        Process(now, replaying: false, messages.Select(message => message.Event));
        var (steps, cancelled) = _context.Steps.Collect();
        return new TurnResult(instance, new Turn(now, [.. messages.Select(message => message.Event), .. steps]))
        {
            Number = Turns - 1,
            Consumed = messages,
            Steps = steps,
            CancelledTimers = cancelled,
            CustomStatus = _context.CustomStatus,
            Ending = End(),
        };
    }

    private void Process(DateTime now, bool replaying, IEnumerable<HistoryEvent> messages)
    {
        Turns++;
        _context.BeginTurn(now, replaying);
        _context.Thread.Run(() =>
        {
            _running ??= StartAsync();
            foreach (var message in messages)
            {
                Deliver(message);
            }
        });
    }

    // Asynchronous, so that what the code throws at once is kept like what it throws later.
    private async Task<object?> StartAsync() => await code(_context);

    private void Deliver(HistoryEvent message)
    {
        switch (message)
        {
            case TaskCompleted completed:
                _context.Steps.End(completed);
                break;
            case TaskFailed failed:
                _context.Steps.End(failed);
                break;
            case EventRaised raised:
                _context.Events.Raise(raised);
                break;
        }
    }

    /// <summary>How the orchestration ends, if it does: not before everything that it began has ended.</summary>
    private Ending? End()
    {
        var idle = !_context.Steps.Any;
        var waits = !_running!.IsCompleted;
        if (_context.Thread.SawForeign || (waits && idle && !_context.Events.AnyWait))
        {
            return Ending.Failed(OrchestratorThread.Failure);
        }

        return waits || !idle ? null : Result(_running);
    }

    private Ending Result(Task<object?> ended)
    {
        try
        {
            var output = ended.GetAwaiter().GetResult();
            return _context.Next.Begins
                ? new Ending(OrchestrationRuntimeStatus.Running, _context.Next.Input, null, _context.Events.Carried)
                : new Ending(OrchestrationRuntimeStatus.Completed, Payload.Write(output), null, null);
        }
        catch (Exception e)
        {
            return Ending.Failed(TaskFailureDetails.FromException(e));
        }
    }
}

/// <summary>What one work item wants stored: its turn, what it consumed, what it asked for, and how it ended.</summary>
internal sealed record TurnResult(Instance Instance, Turn Turn)
{
    /// <summary>The number of the turn, from 0.</summary>
    public required int Number { get; init; }
    public IReadOnlyList<Message> Consumed { get; init; } = [];
    public IReadOnlyList<Step> Steps { get; init; } = [];
    public IReadOnlyList<int> CancelledTimers { get; init; } = [];
    public string? CustomStatus { get; init; }
    public Ending? Ending { get; init; }
}

/// <summary>
/// How an orchestration ended. When it continues as new, <paramref name="Carried"/> is not null, the status is Running and
/// <paramref name="Payload"/> the next input; otherwise the payload is the output.
/// </summary>
internal sealed record Ending(
    OrchestrationRuntimeStatus Status,
    string? Payload,
    TaskFailureDetails? Failure,
    IReadOnlyList<EventRaised>? Carried
)
{
    public static Ending Failed(TaskFailureDetails failure) => new(OrchestrationRuntimeStatus.Failed, null, failure, null);
}
