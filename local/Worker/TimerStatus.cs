using RiskRegister.Local.State;

namespace RiskRegister.Local.Worker;

/// <summary>The record of a timer's runs in the state database.</summary>
/// <param name="Last">When the last run began, at its scheduled time or later; null before the first.</param>
/// <param name="Updated">When the record was written: at first when the function was first seen.</param>
internal sealed record TimerStatus(DateTimeOffset? Last, DateTimeOffset Updated)
{
    /// <summary>Makes the table.</summary>
    public static void CreateTable(StateConnection connection) =>
        connection.ExecuteScript(
            "CREATE TABLE IF NOT EXISTS worker_timer (function TEXT PRIMARY KEY, last INTEGER, updated INTEGER NOT NULL) WITHOUT ROWID"
        );

    /// <summary>The record of a function, or null when it was never seen.</summary>
    public static TimerStatus? Read(StateDatabase state, string function) =>
        state
            .Read(connection =>
                connection.Query(
                    "SELECT last, updated FROM worker_timer WHERE function = ?1",
                    row => new TimerStatus(row.IsDBNull(0) ? null : Instant(row.GetInt64(0)), Instant(row.GetInt64(1))),
                    function
                )
            )
            .SingleOrDefault();

    /// <summary>Keeps this record.</summary>
    public Task WriteAsync(StateDatabase state, string function) =>
        state.WriteAsync(connection =>
            connection.Execute(
                "INSERT OR REPLACE INTO worker_timer VALUES (?1, ?2, ?3)",
                function,
                Last?.UtcTicks,
                Updated.UtcTicks
            )
        );

    private static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);
}
