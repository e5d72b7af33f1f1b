using RiskRegister.Criteria;

namespace RiskRegister.Reassessment;

/// <summary>Counts the days on which an agency works: those of its week that are no holidays.</summary>
public static class WorkingDays
{
    /// <summary>
    /// The day <paramref name="count"/> working days after <paramref name="day"/>; the last day of the calendar when there are not so
    /// many, as where no day of the week is one.
    /// </summary>
    public static DateOnly After(DateOnly day, int count, AgencySettings settings)
    {
        var holidays = settings.Holidays.Select(holiday => holiday.Day).ToHashSet();
        while (count > 0 && day < DateOnly.MaxValue)
        {
            day = day.AddDays(1);
            if (settings.WorkingDays.Contains(day.DayOfWeek) && !holidays.Contains(day))
            {
                count--;
            }
        }

        return day;
    }
}
