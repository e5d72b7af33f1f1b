namespace RiskRegister.Local.DurableTask;

/// <summary>Keeps the orchestrations that took a turn last in memory, so that their next turn needs no replay.</summary>
internal sealed class LiveSessions(int most)
{
    private readonly Dictionary<long, LinkedListNode<OrchestrationSession>> _byExecution = [];
    private readonly LinkedList<OrchestrationSession> _latestFirst = new();
    private readonly Lock _lock = new();

    /// <summary>Takes the session out, if it is there and stands where the stored instance stands.</summary>
    public OrchestrationSession? Take(Instance instance)
    {
        lock (_lock)
        {
            if (!_byExecution.Remove(instance.Execution, out var node))
            {
                return null;
            }

            _latestFirst.Remove(node);
            return node.Value.Turns == instance.Turns ? node.Value : null;
        }
    }

    /// <summary>Puts the session back after its turn; the one unused longest is dropped when there are too many.</summary>
    public void Return(OrchestrationSession? session)
    {
        if (session is null)
        {
            return;
        }

        lock (_lock)
        {
            _byExecution[session.Execution] = _latestFirst.AddFirst(session);
            if (_byExecution.Count > most)
            {
                _byExecution.Remove(_latestFirst.Last!.Value.Execution);
                _latestFirst.RemoveLast();
            }
        }
    }
}
