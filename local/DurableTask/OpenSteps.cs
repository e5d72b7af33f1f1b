using Microsoft.DurableTask;

namespace RiskRegister.Local.DurableTask;

/// <summary>Numbers the steps of an orchestration, remembers which are open, and matches a replay with the history.</summary>
internal sealed class OpenSteps
{
    private readonly Dictionary<int, (string Name, TaskCompletionSource<string?> Ended)> _open = [];
    private readonly Queue<Step> _taken = new();
    private readonly List<int> _cancelledTimers = [];
    private int _next;

    /// <summary>Whether anything that was begun has not ended yet.</summary>
    public bool Any => _open.Count > 0;

    /// <summary>Takes a step; the task ends with its serialized result or a <see cref="TaskFailedException"/>.</summary>
    public Task<string?> Begin(string name, Func<int, Step> make, CancellationToken cancellationToken = default)
    {
        var id = _next++;
        var ended = new TaskCompletionSource<string?>();
        _taken.Enqueue(make(id));
        _open.Add(id, (name, ended));
        cancellationToken.Register(() =>
        {
            if (_open.Remove(id))
            {
                _cancelledTimers.Add(id);
                ended.SetCanceled(cancellationToken);
            }
        });
        return ended.Task;
    }

    /// <summary>Ends the step that <paramref name="message"/> is about, if it is still open.</summary>
    public void End(TaskCompleted message)
    {
        if (_open.Remove(message.Id, out var step))
        {
            step.Ended.SetResult(message.Result);
        }
    }

    /// <inheritdoc cref="End(TaskCompleted)"/>
    public void End(TaskFailed message)
    {
        if (_open.Remove(message.Id, out var step))
        {
            step.Ended.SetException(new TaskFailedException(step.Name, message.Id, message.Failure));
        }
    }

    /// <summary>Compares the next step that the replay took with the one in the history.</summary>
    /// <exception cref="NonDeterminismException">They differ.</exception>
    public void Match(Step recorded)
    {
        var now = _taken.TryDequeue(out var taken) ? $"{taken.Kind} now" : "no step of the code any more";
        if (!string.Equals(taken?.Kind, recorded.Kind, StringComparison.OrdinalIgnoreCase))
        {
            throw new NonDeterminismException($"step {recorded.Id} was {recorded.Kind} in the history and is {now}");
        }
    }

    /// <summary>The steps taken, and the timers cancelled, since the last call.</summary>
    public (List<Step> Steps, List<int> CancelledTimers) Collect()
    {
        var collected = (_taken.ToList(), _cancelledTimers.ToList());
        _taken.Clear();
        _cancelledTimers.Clear();
        return collected;
    }
}

/// <summary>The code of an orchestrator does not do in a replay what it did before.</summary>
internal sealed class NonDeterminismException(string difference)
    : Exception(
        $"Non-deterministic orchestrator: {difference}. Its code depends on more than the context, or was changed while this instance ran."
    )
{
    /// <summary>The failure under the name of the genuine exception.</summary>
    public TaskFailureDetails Details =>
        new("DurableTask.Core.Exceptions.NonDeterministicOrchestrationException", Message, null, null, null);
}
