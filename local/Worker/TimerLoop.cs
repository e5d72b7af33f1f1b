using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using RiskRegister.Local.State;

namespace RiskRegister.Local.Worker;

/// <summary>Runs one timer function, one run at a time. If occurrences pass while it runs, it runs once more at once.</summary>
internal sealed class TimerLoop(
    HostedFunction function,
    Schedule schedule,
    StateDatabase state,
    TimeProvider time,
    ILogger logger
)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(12);

    // A schedule of seconds would write all the time, and nobody waits for a missed second.
    private readonly bool _isMonitored = schedule.IntervalAfter(time.GetUtcNow()) >= TimeSpan.FromMinutes(1);

    /// <summary>What the function is told when it runs now.</summary>
    public TimerInfo Info(bool isPastDue = false)
    {
        var status = _isMonitored ? TimerStatus.Read(state, function.Name) : null;
        return new TimerInfo
        {
            IsPastDue = isPastDue,
            ScheduleStatus = status is null
                ? null
                : new ScheduleStatus
                {
                    Last = status.Last is { } last ? schedule.Local(last) : default,
                    Next = schedule.Local(schedule.Next(status.Last ?? status.Updated)),
                    LastUpdated = schedule.Local(status.Updated),
                },
        };
    }

    /// <summary>Runs the function when it is due, until <paramref name="stopping"/>. A run that was missed while the host was down is made up for once.</summary>
    public async Task RunAsync(Retries retries, CancellationToken stopping)
    {
        var due = await FirstDueAsync();
        var isPastDue = due <= time.GetUtcNow();
        while (true)
        {
            await WaitUntilAsync(due, stopping);
            var began = time.GetUtcNow();
            await retries.RunAsync(function, Info(isPastDue), stopping);
            isPastDue = false;
            var last = began > due ? began : due;
            await RecordAsync(new TimerStatus(last, time.GetUtcNow()));
            due = schedule.Next(last);
        }
    }

    private async Task<DateTimeOffset> FirstDueAsync()
    {
        var now = time.GetUtcNow();
        if (!_isMonitored)
        {
            return schedule.Next(now);
        }

        var status = TimerStatus.Read(state, function.Name);
        if (status is null)
        {
            status = new TimerStatus(null, now);
            await RecordAsync(status);
        }

        return schedule.Next(status.Last ?? status.Updated);
    }

    private async Task RecordAsync(TimerStatus status)
    {
        try
        {
            if (_isMonitored)
            {
                await status.WriteAsync(state, function.Name);
            }
        }
        catch (Exception e)
        {
            logger.LogError(
                e,
                "{Function} goes on, but that it ran could not be recorded: a restart may repeat it.",
                function.Name
            );
        }
    }

    private async Task WaitUntilAsync(DateTimeOffset due, CancellationToken stopping)
    {
        // Timers don't count the time that a machine sleeps, so the clock is looked at now and then.
        for (var left = due - time.GetUtcNow(); left > TimeSpan.Zero; left = due - time.GetUtcNow())
        {
            await Task.Delay(left < LongestWait ? left : LongestWait, time, stopping);
        }
    }
}
