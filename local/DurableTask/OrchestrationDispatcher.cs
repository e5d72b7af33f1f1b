using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using RiskRegister.Local.State;

namespace RiskRegister.Local.DurableTask;

/// <summary>Takes orchestrations through their turns: loads what is due, runs the code, and stores what it did in one transaction.</summary>
internal sealed class OrchestrationDispatcher(
    StateDatabase state,
    TimeProvider time,
    ILoggerFactory loggers,
    LiveSessions live,
    Action<long> signal
)
{
    private readonly ConcurrentDictionary<long, bool> _awaitedForeign = [];
    private readonly ILogger _logger = loggers.CreateLogger<OrchestrationDispatcher>();

    /// <summary>The orchestrators by name.</summary>
    public Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>> Code { get; } =
        new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes one turn and returns what follows from it; null when there was nothing to do, or the instance was ended meanwhile.</summary>
    public async Task<Effects?> TakeTurnAsync(long execution, CancellationToken aborted)
    {
        var awaitedForeign = _awaitedForeign.TryRemove(execution, out _);
        var now = time.GetUtcNow().UtcDateTime;
        var (instance, messages) = state.Read(db => Load(db, execution, now));
        if (instance is null)
        {
            return null;
        }

        var session = live.Take(instance);
        if (messages.Count == 0 && instance.Turns > 0 && !awaitedForeign)
        {
            live.Return(session);
            return null;
        }

        // The session that knows of it may have given way to others meanwhile.
        var result = awaitedForeign
            ? Failed(instance, messages, now, OrchestratorThread.Failure)
            : Run(ref session, instance, messages, now);
        aborted.ThrowIfCancellationRequested();
        Log(result);
        var effects = await state.WriteAsync(db => TurnWriter.Write(db, result));
        if (effects is not null && result.Ending is null)
        {
            live.Return(session);
        }

        if (messages.Count == DurableStore.MostMessagesPerTurn)
        {
            effects?.Look(execution, now);
        }

        return effects;
    }

    private static (Instance? Instance, List<Message> Messages) Load(StateConnection db, long execution, DateTime now)
    {
        var instance = DurableStore.Find(db, execution);
        var runs =
            instance?.Status == OrchestrationRuntimeStatus.Running
            || (instance?.Status == OrchestrationRuntimeStatus.Pending && instance.StartAt <= now);
        return runs ? (instance, DurableStore.Due(db, execution, now)) : (null, []);
    }

    private TurnResult Run(ref OrchestrationSession? session, Instance instance, List<Message> messages, DateTime now)
    {
        if (!Code.TryGetValue(instance.Name, out var code))
        {
            return Failed(instance, messages, now, Retries.NotFound(Retries.OrchestratorNotFound, instance.Name));
        }

        var history = session is null && instance.Turns > 0 ? state.Read(db => DurableStore.History(db, instance.Execution)) : [];
        try
        {
            session ??= new OrchestrationSession(instance, code, loggers, () => ReportForeign(instance.Execution));
            session.Replay(history);
            return session.Run(now, messages);
        }
        catch (Exception e)
        {
            var failure = (e as NonDeterminismException)?.Details ?? TaskFailureDetails.FromException(e);
            return Failed(instance, messages, now, failure);
        }
    }

    private void ReportForeign(long execution)
    {
        _awaitedForeign[execution] = true;
        signal(execution);
    }

    private static TurnResult Failed(Instance instance, List<Message> messages, DateTime now, TaskFailureDetails failure) =>
        new(instance, new Turn(now, [.. messages.Select(message => message.Event)]))
        {
            Number = instance.Turns,
            Consumed = messages,
            Ending = Ending.Failed(failure),
        };

    private void Log(TurnResult result)
    {
        if (result.Ending?.Failure is { } failure)
        {
            var instance = result.Instance;
            _logger.LogWarning("Orchestration {Name} {InstanceId} failed: {Failure}", instance.Name, instance.Id, failure);
        }
    }
}
