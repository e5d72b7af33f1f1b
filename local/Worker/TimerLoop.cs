using Microsoft.Azure.Functions.Worker;
using RiskRegister.Local.State;

namespace RiskRegister.Local.Worker;

/// <summary>Runs one timer function, one run at a time. Occurrences that pass while it runs are left out.</summary>
internal sealed class TimerLoop(HostedFunction function, Schedule schedule, StateDatabase state, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(12);

    private readonly TimerTriggerAttribute _trigger = (TimerTriggerAttribute)function.Trigger;

    /// <summary>What the function is told when it runs now.</summary>
    public TimerInfo Info(bool isPastDue = false)
    {
        var status = IsMonitored ? TimerStatus.Read(state, function.Name) : null;
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
        if (_trigger.RunOnStartup && !isPastDue)
        {
            await retries.RunAsync(function, Info(), stopping);
        }

        while (true)
        {
            await WaitUntilAsync(due, stopping);
            await retries.RunAsync(function, Info(isPastDue), stopping);
            isPastDue = false;
            var now = time.GetUtcNow();
            if (IsMonitored)
            {
                await new TimerStatus(due, now).WriteAsync(state, function.Name);
            }

            due = schedule.Next(now > due ? now : due);
        }
    }

    // A schedule of seconds would write all the time, and nobody waits for a missed second.
    private bool IsMonitored
    {
        get
        {
            var next = schedule.Next(time.GetUtcNow());
            return _trigger.UseMonitor && schedule.Next(next) - next >= TimeSpan.FromMinutes(1);
        }
    }

    private async Task<DateTimeOffset> FirstDueAsync()
    {
        var now = time.GetUtcNow();
        if (!IsMonitored)
        {
            return schedule.Next(now);
        }

        var status = TimerStatus.Read(state, function.Name);
        if (status is null)
        {
            status = new TimerStatus(null, now);
            await status.WriteAsync(state, function.Name);
        }

        return schedule.Next(status.Last ?? status.Updated);
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
