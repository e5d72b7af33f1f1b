using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using RiskRegister.Local.State;

namespace RiskRegister.Local.DurableTask;

/// <summary>One execution of an orchestration: a new one of the same id gets a new number, so that nothing meant for the old reaches it.</summary>
internal sealed record Instance(
    long Execution,
    string Id,
    string Name,
    OrchestrationRuntimeStatus Status,
    DateTime StartAt,
    int Turns,
    string? Input,
    ParentOrchestrationInstance? Parent
);

/// <summary>A message that waits for an instance.</summary>
internal sealed record Message(long Sequence, HistoryEvent Event);

/// <summary>An activity that has to be run. The row is deleted together with the writing of its result.</summary>
internal sealed record PendingActivity(long Sequence, long Execution, string InstanceId, int Step, string Name, string? Input);

/// <summary>Something to look at: the instance has a message, or will have at <paramref name="Due"/>.</summary>
internal readonly record struct Signal(long Execution, DateTime Due);

/// <summary>What the engine has to do once a transaction is durable.</summary>
internal sealed class Effects
{
    public List<Signal> Signals { get; } = [];

    public List<string> ChangedInstances { get; } = [];

    public bool HasActivities { get; set; }

    /// <summary>Has the execution looked at when <paramref name="due"/> has come.</summary>
    public void Look(long execution, DateTime due) => Signals.Add(new Signal(execution, due));

    /// <summary>Tells those who wait for the instance that it has started or ended.</summary>
    public void Changed(string instanceId) => ChangedInstances.Add(instanceId);
}

/// <summary>The tables of the engine, and what the engine itself reads. Times are UTC ticks.</summary>
internal static class DurableStore
{
    /// <summary>Statuses in which an instance can still take a step.</summary>
    public const string Active = "(0, 6, 7)"; // Running, Pending, Suspended

    public const int MostMessagesPerTurn = 1000;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS durable_instances (
            execution INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, status INTEGER NOT NULL,
            created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, start_at INTEGER NOT NULL, turns INTEGER NOT NULL DEFAULT 0,
            input TEXT, output TEXT, custom_status TEXT, failure TEXT,
            parent_id TEXT, parent_name TEXT, parent_execution INTEGER, parent_step INTEGER);
        CREATE INDEX IF NOT EXISTS durable_instances_by_parent ON durable_instances (parent_execution)
            WHERE parent_execution IS NOT NULL;
        CREATE INDEX IF NOT EXISTS durable_instances_by_status ON durable_instances (status);
        CREATE TABLE IF NOT EXISTS durable_history (
            execution INTEGER NOT NULL, turn INTEGER NOT NULL, at INTEGER NOT NULL, events TEXT NOT NULL,
            PRIMARY KEY (execution, turn)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS durable_inbox (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT, execution INTEGER NOT NULL, due INTEGER NOT NULL, timer INTEGER,
            message TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS durable_inbox_by_due ON durable_inbox (execution, due, sequence);
        CREATE TABLE IF NOT EXISTS durable_activities (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT, execution INTEGER NOT NULL, step INTEGER NOT NULL, name TEXT NOT NULL,
            input TEXT);
        CREATE INDEX IF NOT EXISTS durable_activities_by_execution ON durable_activities (execution);
        """;

    public static void Create(StateConnection db) => db.ExecuteScript(Schema);

    /// <summary>When instances have to be looked at: those whose code has not begun, and those with messages.</summary>
    public static List<Signal> Signals(StateConnection db) =>
        db.Query(
            $"""
            SELECT execution, start_at FROM durable_instances WHERE status IN (0, 6) AND turns = 0
            UNION ALL
            SELECT execution, due FROM durable_inbox
            """,
            row => new Signal(row.GetInt64(0), Time(row.GetInt64(1)))
        );

    /// <summary>The instance, or null.</summary>
    public static Instance? Find(StateConnection db, long execution) =>
        db.Query(
                """
                SELECT id, name, status, start_at, turns, input, parent_name, parent_id FROM durable_instances WHERE execution = ?1
                """,
                row => new Instance(
                    execution,
                    row.GetString(0),
                    row.GetString(1),
                    (OrchestrationRuntimeStatus)row.GetInt32(2),
                    Time(row.GetInt64(3)),
                    row.GetInt32(4),
                    Text(row, 5),
                    Text(row, 7) is { } parent ? new ParentOrchestrationInstance(row.GetString(6), parent) : null
                ),
                execution
            )
            .SingleOrDefault();

    /// <summary>The messages that are due, oldest first, at most <see cref="MostMessagesPerTurn"/>.</summary>
    public static List<Message> Due(StateConnection db, long execution, DateTime now) =>
        db.Query(
            """
            SELECT sequence, message FROM durable_inbox WHERE execution = ?1 AND due <= ?2 ORDER BY due, sequence LIMIT ?3
            """,
            row => new Message(row.GetInt64(0), HistoryEvent.Read<HistoryEvent>(row.GetString(1))),
            execution,
            now.Ticks,
            MostMessagesPerTurn
        );

    /// <summary>The turns an instance has been through since it began or continued as new.</summary>
    public static List<Turn> History(StateConnection db, long execution) =>
        db.Query(
            "SELECT at, events FROM durable_history WHERE execution = ?1 ORDER BY turn",
            row => new Turn(Time(row.GetInt64(0)), HistoryEvent.Read<List<HistoryEvent>>(row.GetString(1))),
            execution
        );

    /// <summary>A page of the activities after number <paramref name="after"/>.</summary>
    public static List<PendingActivity> Activities(StateConnection db, long after, int most) =>
        db.Query(
            """
            SELECT sequence, execution, id, step, a.name, a.input
            FROM durable_activities a JOIN durable_instances USING (execution)
            WHERE sequence > ?1 ORDER BY sequence LIMIT ?2
            """,
            row => new PendingActivity(
                row.GetInt64(0),
                row.GetInt64(1),
                row.GetString(2),
                row.GetInt32(3),
                row.GetString(4),
                Text(row, 5)
            ),
            after,
            most
        );

    /// <summary>Puts a message into the inbox of an instance that has not ended; false when there is none.</summary>
    public static bool Post(StateConnection db, long execution, HistoryEvent message, DateTime due, int? timer = null) =>
        db.Execute(
            $"""
            INSERT INTO durable_inbox (execution, due, timer, message)
            SELECT execution, ?2, ?3, ?4 FROM durable_instances WHERE execution = ?1 AND status IN {Active}
            """,
            execution,
            due.Ticks,
            timer,
            HistoryEvent.Write(message)
        ) > 0;

    /// <summary>Exchanges an activity for its result; false when the result is no longer wanted.</summary>
    public static bool Finish(StateConnection db, PendingActivity activity, HistoryEvent result, DateTime now) =>
        db.Execute("DELETE FROM durable_activities WHERE sequence = ?1", activity.Sequence) > 0
        && Post(db, activity.Execution, result, now);

    public static DateTime Time(long ticks) => new(ticks, DateTimeKind.Utc);

    public static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
