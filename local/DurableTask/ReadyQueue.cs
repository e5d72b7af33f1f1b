using System.Threading.Channels;

namespace RiskRegister.Local.DurableTask;

/// <summary>
/// The executions that have something to do. Each is given to one worker at a time; one that is signalled while a worker has it comes
/// again afterwards.
/// </summary>
internal sealed class ReadyQueue
{
    private readonly Channel<long> _ready = Channel.CreateUnbounded<long>();
    private readonly Dictionary<long, bool> _signalledAgain = [];
    private readonly Lock _lock = new();

    /// <summary>Gives the execution to a worker, now or after the worker that has it.</summary>
    public void Signal(long execution)
    {
        lock (_lock)
        {
            if (!_signalledAgain.TryAdd(execution, false))
            {
                _signalledAgain[execution] = true;
                return;
            }
        }

        _ready.Writer.TryWrite(execution);
    }

    /// <summary>The executions, as they become ready.</summary>
    public IAsyncEnumerable<long> ReadAllAsync(CancellationToken cancellationToken) =>
        _ready.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Marks the execution as taken, so that signals from now on count again.</summary>
    public void Begin(long execution)
    {
        lock (_lock)
        {
            _signalledAgain[execution] = false;
        }
    }

    /// <summary>Gives the execution back.</summary>
    public void End(long execution)
    {
        lock (_lock)
        {
            if (_signalledAgain.Remove(execution, out var again) && !again)
            {
                return;
            }
        }

        Signal(execution);
    }
}
