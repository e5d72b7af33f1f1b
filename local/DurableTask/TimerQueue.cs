namespace RiskRegister.Local.DurableTask;

/// <summary>Signals executions when their time has come. The inbox table is the truth; this is only its alarm clock.</summary>
internal sealed class TimerQueue : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly PriorityQueue<long, DateTime> _queue = new();
    private readonly TimeProvider _time;
    private readonly Action<long> _signal;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();

    public TimerQueue(TimeProvider time, Action<long> signal)
    {
        _time = time;
        _signal = signal;
        _timer = time.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Signals the execution at <paramref name="due"/>, or now when that has passed.</summary>
    public void Add(Signal signal)
    {
        lock (_lock)
        {
            _queue.Enqueue(signal.Execution, signal.Due);
            if (!_queue.TryPeek(out _, out var first) || first < signal.Due)
            {
                return;
            }
        }

        Fire();
    }

    public void Dispose() => _timer.Dispose();

    private void Fire()
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow().UtcDateTime;
            while (_queue.TryPeek(out var execution, out var due))
            {
                if (due > now)
                {
                    // Rounded up: a timer that fires a little early would only be set again.
                    var wait = TimeSpan.FromMilliseconds(Math.Ceiling((due - now).TotalMilliseconds));
                    _timer.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
                    return;
                }

                _queue.Dequeue();
                _signal(execution);
            }
        }
    }
}
