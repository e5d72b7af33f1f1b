namespace RiskRegister.Reassessment;

/// <summary>Counts working days: Monday to Friday.</summary>
public static class WorkingDays
{
    /// <summary>The day <paramref name="count"/> working days after <paramref name="day"/>.</summary>
    public static DateOnly After(DateOnly day, int count)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                count--;
            }
        }

        return day;
    }
}
