using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function on a schedule.</summary>
/// <param name="schedule">Six fields (second minute hour day month weekday), or <c>%Setting%</c> that holds them.</param>
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    /// <summary>The schedule as written.</summary>
    public string Schedule { get; } = schedule;
}

/// <summary>What a timer function is told.</summary>
public class TimerInfo
{
    /// <summary>When the function ran and will run; null when runs are not recorded.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run is later than scheduled.</summary>
    public bool IsPastDue { get; set; }
}

/// <summary>The record of a timer's runs; times are local to the host's time zone.</summary>
public class ScheduleStatus
{
    /// <summary>When the last run began, at its scheduled time or later.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next scheduled occurrence.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this record was written.</summary>
    public DateTime LastUpdated { get; set; }
}
