namespace RiskRegister.Local.DurableTask;

/// <summary>
/// Keeps an orchestrator's code on the one thread that runs its work item. A continuation that comes from elsewhere shows that the
/// code awaited something that is not durable; it is not run, but reported.
/// </summary>
internal sealed class OrchestratorThread(Action reportForeign) : SynchronizationContext
{
    public const string ForeignAwait =
        "Multithreaded execution was detected: the orchestrator's code awaited a task that its context did not return, or used "
        + "ConfigureAwait(false). Such work belongs into an activity.";

    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();
    private volatile int _current;

    private bool IsCurrent => _current == Environment.CurrentManagedThreadId;

    /// <summary>Refuses, and reports, a caller that is not on the thread that runs the work item.</summary>
    /// <exception cref="InvalidOperationException">The caller is on another thread.</exception>
    public void EnsureCurrent()
    {
        if (!IsCurrent)
        {
            reportForeign();
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
            reportForeign();
        }
    }
}
