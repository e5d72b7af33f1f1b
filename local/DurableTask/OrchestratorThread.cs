using Microsoft.DurableTask;

namespace RiskRegister.Local.DurableTask;

/// <summary>
/// Keeps an orchestrator's code on the one thread that runs its work item. A continuation that comes from elsewhere shows that the
/// code awaited something that is not durable; it is not run, but noted and signalled.
/// </summary>
internal sealed class OrchestratorThread(Action signal) : SynchronizationContext
{
    private const string ForeignAwait =
        "Multithreaded execution was detected: the orchestrator's code awaited a task that its context did not return, or used "
        + "ConfigureAwait(false). Such work belongs into an activity.";

    /// <summary>The failure of an instance whose code awaited something foreign.</summary>
    public static TaskFailureDetails Failure => TaskFailureDetails.FromException(new InvalidOperationException(ForeignAwait));

    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();
    private volatile int _current;
    private volatile bool _sawForeign;

    /// <summary>Whether the code awaited something that is not durable.</summary>
    public bool SawForeign => _sawForeign;

    private bool IsCurrent => _current == Environment.CurrentManagedThreadId;

    /// <summary>Refuses, and notes, a caller that is not on the thread that runs the work item.</summary>
    /// <exception cref="InvalidOperationException">The caller is on another thread.</exception>
    public void EnsureCurrent()
    {
        if (!IsCurrent)
        {
            NoteForeign();
            throw new InvalidOperationException(ForeignAwait);
        }
    }

    /// <summary>Runs <paramref name="action"/> and everything it posts.</summary>
    public void Run(Action action)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        _current = Environment.CurrentManagedThreadId;
        try
        {
            action();
            while (_posted.TryDequeue(out var next))
            {
                next.Callback(next.State);
            }
        }
        finally
        {
            _current = 0;
            SetSynchronizationContext(outer);
        }
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsCurrent)
        {
            _posted.Enqueue((d, state));
        }
        else
        {
            NoteForeign();
        }
    }

    private void NoteForeign()
    {
        _sawForeign = true;
        signal();
    }
}
