using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using RiskRegister.Local.State;
using static Microsoft.DurableTask.Client.OrchestrationRuntimeStatus;

namespace RiskRegister.Local.DurableTask;

/// <summary>An orchestration that is to be created, by a client or by a parent's step.</summary>
internal sealed record NewInstance(
    string Id,
    string Name,
    string? Input,
    DateTime CreatedAt,
    DateTime StartAt,
    Instance? Parent = null,
    int ParentStep = 0
);

/// <summary>Creates, steers, ends and deletes instances; each method is one part of a transaction.</summary>
internal static class InstanceStore
{
    /// <summary>The statuses of an instance that has not ended.</summary>
    public static readonly OrchestrationRuntimeStatus[] Active = [Pending, Running, Suspended];

    /// <summary>The status of the instance of that id, or null.</summary>
    public static OrchestrationRuntimeStatus? Status(StateConnection db, string id) =>
        (OrchestrationRuntimeStatus?)db.Scalar<long?>("SELECT status FROM durable_instances WHERE id = ?1", id);

    /// <summary>Creates a pending instance; one of the same id that is still there is ended and deleted first.</summary>
    public static void Create(StateConnection db, NewInstance instance, Effects effects)
    {
        if (Status(db, instance.Id) is not null)
        {
            Terminate(db, instance.Id, recursive: false, null, instance.CreatedAt, effects);
            Purge(db, instance.Id, recursive: false);
        }

        var execution = db.Scalar<long>(
            """
            INSERT INTO durable_instances (id, name, status, created_at, updated_at, start_at, input,
                parent_id, parent_name, parent_execution, parent_step)
            VALUES (?1, ?2, 6, ?3, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            RETURNING execution
            """,
            instance.Id,
            instance.Name,
            instance.CreatedAt.Ticks,
            instance.StartAt.Ticks,
            instance.Input,
            instance.Parent?.Id,
            instance.Parent?.Name,
            instance.Parent?.Execution,
            instance.ParentStep
        );
        effects.Look(execution, instance.StartAt);
    }

    /// <summary>Puts an event into the inbox of the instance of that id, if it has not ended.</summary>
    public static void RaiseEvent(StateConnection db, string id, EventRaised raised, DateTime now, Effects effects)
    {
        var execution = Execution(db, id);
        if (DurableStore.Post(db, execution, raised, now))
        {
            effects.Look(execution, now);
        }
    }

    public static void Suspend(StateConnection db, string id) =>
        db.Execute("UPDATE durable_instances SET status = 7 WHERE id = ?1", id);

    public static void Resume(StateConnection db, string id, DateTime now, Effects effects)
    {
        db.Execute("UPDATE durable_instances SET status = CASE turns WHEN 0 THEN 6 ELSE 0 END WHERE id = ?1", id);
        effects.Look(Execution(db, id), now);
    }

    /// <summary>Ends the instance of that id where it stands, and those it has called when <paramref name="recursive"/>.</summary>
    public static void Terminate(StateConnection db, string id, bool recursive, string? output, DateTime now, Effects effects)
    {
        if (Status(db, id) is not { } status || !Active.Contains(status))
        {
            return;
        }

        var execution = Execution(db, id);
        End(db, execution, id, new Ending(Terminated, output, null, null), now, effects);
        if (recursive)
        {
            foreach (var child in Children(db, execution))
            {
                Terminate(db, child, recursive, output, now, effects);
            }
        }
    }

    /// <summary>Ends an instance, forgets what was still to come, and tells its parent.</summary>
    public static void End(StateConnection db, long execution, string id, Ending ending, DateTime now, Effects effects)
    {
        var failure = ending.Failure is null ? null : HistoryEvent.Write(ending.Failure);
        db.Execute(
            "UPDATE durable_instances SET status = ?2, updated_at = ?3, output = ?4, failure = ?5 WHERE execution = ?1",
            execution,
            (int)ending.Status,
            now.Ticks,
            ending.Payload,
            failure
        );
        db.Execute("DELETE FROM durable_inbox WHERE execution = ?1", execution);
        db.Execute("DELETE FROM durable_activities WHERE execution = ?1", execution);
        effects.Changed(id);
        TellParent(db, execution, ending, now, effects);
    }

    /// <summary>Deletes the instance of that id if it has ended, and those it has called when asked to; returns how many.</summary>
    public static int Purge(StateConnection db, string id, bool recursive)
    {
        if (Status(db, id) is not { } status || Active.Contains(status))
        {
            return 0;
        }

        var execution = Execution(db, id);
        var children = recursive ? Children(db, execution) : [];
        db.Execute("DELETE FROM durable_history WHERE execution = ?1", execution);
        db.Execute("DELETE FROM durable_instances WHERE execution = ?1", execution);
        return 1 + children.Sum(child => Purge(db, child, recursive));
    }

    private static void TellParent(StateConnection db, long execution, Ending ending, DateTime now, Effects effects)
    {
        var parents = db.Query(
            "SELECT parent_execution, parent_step, id FROM durable_instances WHERE execution = ?1 AND parent_execution IS NOT NULL",
            row => (Execution: row.GetInt64(0), Step: row.GetInt32(1), Child: row.GetString(2)),
            execution
        );
        foreach (var parent in parents)
        {
            HistoryEvent result =
                ending.Status == Completed
                    ? new TaskCompleted(parent.Step, ending.Payload)
                    : new TaskFailed(parent.Step, ending.Failure ?? TerminatedFailure(parent.Child));
            if (DurableStore.Post(db, parent.Execution, result, now))
            {
                effects.Look(parent.Execution, now);
            }
        }
    }

    private static TaskFailureDetails TerminatedFailure(string id) =>
        new(typeof(OperationCanceledException).FullName!, $"The sub-orchestration '{id}' was terminated.", null, null, null);

    private static long Execution(StateConnection db, string id) =>
        db.Scalar<long>("SELECT execution FROM durable_instances WHERE id = ?1", id);

    private static List<string> Children(StateConnection db, long execution) =>
        db.Query("SELECT id FROM durable_instances WHERE parent_execution = ?1", row => row.GetString(0), execution);
}
