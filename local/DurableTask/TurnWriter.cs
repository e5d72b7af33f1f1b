using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using RiskRegister.Local.State;

namespace RiskRegister.Local.DurableTask;

/// <summary>
/// Writes what a work item did, all or nothing: its turn, the messages it consumed, the activities, timers and sub-orchestrations it asked
/// for, and its end. The first turn of a generation keeps the custom status of the last one unless it sets its own.
/// </summary>
internal static class TurnWriter
{
    /// <summary>Writes the result and returns what the engine has to do about it; null when the instance was ended or replaced meanwhile.</summary>
    public static Effects? Write(StateConnection db, TurnResult result)
    {
        var (execution, at) = (result.Instance.Execution, result.Turn.At);
        if (
            db.Execute(
                $"""
                UPDATE durable_instances SET turns = turns + 1, updated_at = ?2,
                    custom_status = CASE turns WHEN 0 THEN COALESCE(?3, custom_status) ELSE ?3 END,
                    status = CASE status WHEN 7 THEN 7 ELSE 0 END
                WHERE execution = ?1 AND status IN {DurableStore.Active}
                """,
                execution,
                at.Ticks,
                result.CustomStatus
            ) == 0
        )
        {
            return null;
        }

        var effects = new Effects();
        if (result.Number == 0)
        {
            effects.Changed(result.Instance.Id);
        }

        foreach (var step in result.Steps)
        {
            Request(db, result.Instance, step, at, effects);
        }

        // After the requests: a timer may be created and cancelled in the same turn.
        Consume(db, result);
        switch (result.Ending)
        {
            case { Carried: { } carried } ending:
                ContinueAsNew(db, execution, ending.Payload, carried);
                effects.Look(execution, at);
                break;
            case { } ending:
                Append(db, result);
                InstanceStore.End(db, execution, result.Instance.Id, ending, at, effects);
                break;
            default:
                Append(db, result);
                break;
        }

        return effects;
    }

    private static void Consume(StateConnection db, TurnResult result)
    {
        foreach (var message in result.Consumed)
        {
            db.Execute("DELETE FROM durable_inbox WHERE sequence = ?1", message.Sequence);
        }

        foreach (var timer in result.CancelledTimers)
        {
            db.Execute("DELETE FROM durable_inbox WHERE execution = ?1 AND timer = ?2", result.Instance.Execution, timer);
        }
    }

    private static void Append(StateConnection db, TurnResult result) =>
        db.Execute(
            "INSERT INTO durable_history (execution, turn, at, events) VALUES (?1, ?2, ?3, ?4)",
            result.Instance.Execution,
            result.Number,
            result.Turn.At.Ticks,
            HistoryEvent.Write(result.Turn.Events)
        );

    private static void Request(StateConnection db, Instance instance, Step step, DateTime at, Effects effects)
    {
        switch (step)
        {
            case ActivityScheduled activity:
                db.Execute(
                    "INSERT INTO durable_activities (execution, step, name, input) VALUES (?1, ?2, ?3, ?4)",
                    instance.Execution,
                    activity.Id,
                    activity.Name,
                    activity.Input
                );
                effects.HasActivities = true;
                break;
            case TimerCreated timer:
                DurableStore.Post(db, instance.Execution, new TaskCompleted(timer.Id), timer.FireAt, timer.Id);
                effects.Look(instance.Execution, timer.FireAt);
                break;
            case SubOrchestrationScheduled sub:
                StartSub(db, instance, sub, at, effects);
                break;
        }
    }

    private static void StartSub(StateConnection db, Instance parent, SubOrchestrationScheduled sub, DateTime at, Effects effects)
    {
        if (InstanceStore.Status(db, sub.InstanceId) is { } status && InstanceStore.Active.Contains(status))
        {
            var message = $"An orchestration with the instance id '{sub.InstanceId}' exists and is {status}.";
            var failure = new TaskFailureDetails(typeof(InvalidOperationException).FullName!, message, null, null, null);
            DurableStore.Post(db, parent.Execution, new TaskFailed(sub.Id, failure), at);
            effects.Look(parent.Execution, at);
            return;
        }

        InstanceStore.Create(db, new NewInstance(sub.InstanceId, sub.Name, sub.Input, at, at, parent, sub.Id), effects);
    }

    private static void ContinueAsNew(StateConnection db, long execution, string? input, IReadOnlyList<EventRaised> carried)
    {
        db.Execute("DELETE FROM durable_history WHERE execution = ?1", execution);
        db.Execute("DELETE FROM durable_inbox WHERE execution = ?1 AND timer IS NOT NULL", execution);
        db.Execute("UPDATE durable_instances SET turns = 0, input = ?2 WHERE execution = ?1", execution, input);
        foreach (var raised in carried)
        {
            // Time zero puts them before what has arrived since.
            DurableStore.Post(db, execution, raised, DateTime.MinValue);
        }
    }
}
