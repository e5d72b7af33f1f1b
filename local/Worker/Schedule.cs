using NCrontab;

namespace RiskRegister.Local.Worker;

/// <summary>When a timer function runs, by the wall clock of a time zone.</summary>
internal sealed class Schedule
{
    // The calendar repeats itself within 28 years, or 40 around a century without a leap day.
    private static readonly DateTime Start = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
    private const int LastYear = 2040;

    private readonly CrontabSchedule _crontab;
    private readonly TimeZoneInfo _zone;
    private readonly bool _isInterval;

    private Schedule(CrontabSchedule crontab, TimeZoneInfo zone, bool isInterval)
    {
        _crontab = crontab;
        _zone = zone;
        _isInterval = isInterval;
    }

    /// <summary>Reads an expression of six fields (second minute hour day month weekday), or of five without the seconds.</summary>
    /// <returns>The schedule, or null when the expression is wrong or names days that never come.</returns>
    public static Schedule? Parse(string expression, TimeZoneInfo zone)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var crontab = CrontabSchedule.TryParse(expression, new() { IncludingSeconds = fields.Length == 6 });
        return crontab is null || crontab.GetNextOccurrence(Start).Year > LastYear
            ? null
            : new Schedule(crontab, zone, isInterval: fields[^4].AsSpan().ContainsAny("*-/"));
    }

    /// <summary>The first occurrence after <paramref name="instant"/>.</summary>
    /// <remarks>
    /// When clocks change, what runs at intervals keeps its interval; what runs at a fixed hour runs once that day, after the gap when
    /// its time is left out, and at the first of the two when its time comes twice.
    /// </remarks>
    public DateTimeOffset Next(DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, _zone);
        return _isInterval ? NextInterval(local) : NextFixed(local);
    }

    /// <summary>The time between the two occurrences after <paramref name="instant"/>.</summary>
    public TimeSpan IntervalAfter(DateTimeOffset instant)
    {
        var next = Next(instant);
        return Next(next) - next;
    }

    /// <summary>The instant on the wall clock of the schedule's zone.</summary>
    public DateTime Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, _zone).DateTime;

    private DateTimeOffset NextInterval(DateTimeOffset local)
    {
        // An occurrence counts when the offset by which it was found is in force at it; a change of offset is met on the way.
        var next = new DateTimeOffset(_crontab.GetNextOccurrence(local.DateTime), local.Offset);
        var offset = _zone.GetUtcOffset(next);
        if (offset == local.Offset)
        {
            return next;
        }

        var change = FirstInstantWith(offset, local, next);
        return NextInterval(change.AddTicks(-1).ToOffset(offset));
    }

    private DateTimeOffset FirstInstantWith(TimeSpan offset, DateTimeOffset before, DateTimeOffset after)
    {
        while (after - before > TimeSpan.FromTicks(1))
        {
            var middle = before + ((after - before) / 2);
            (before, after) = _zone.GetUtcOffset(middle) == offset ? (before, middle) : (middle, after);
        }

        return after;
    }

    private DateTimeOffset NextFixed(DateTimeOffset local)
    {
        var next = local.DateTime;
        while (true)
        {
            next = _crontab.GetNextOccurrence(next);
            var instant = InstantOf(next);
            if (instant > local)
            {
                return instant;
            }
        }
    }

    private DateTimeOffset InstantOf(DateTime local)
    {
        if (_zone.IsInvalidTime(local))
        {
            // As many minutes after the gap as the time is within it, which is what the offset before the gap yields.
            return new DateTimeOffset(local, _zone.GetUtcOffset(local.AddDays(-1)));
        }

        return new DateTimeOffset(
            local,
            _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local)
        );
    }
}
