using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace RiskRegister.Calendar;

/// <summary>Writes a calendar as iCalendar (RFC 5545). The same days are the same text, so that an ETag tells whether there is something new.</summary>
public static class CalendarText
{
    /// <summary>The calendar: one event of a whole day for each thing that is due.</summary>
    /// <param name="name">What calendar programs call it.</param>
    /// <param name="agency">The agency.</param>
    /// <param name="days">What is due.</param>
    /// <param name="register">Address of the register.</param>
    public static string Of(string name, string agency, IEnumerable<DueDay> days, Uri register)
    {
        var calendar = new Ical.Net.Calendar { ProductId = "-//RiskRegister//Due days//EN" };
        calendar.AddProperty("X-WR-CALNAME", name);
        foreach (var due in days)
        {
            var page = new Uri(register, $"/{agency}/entries/{due.Entry.Reference}");
            var changed = new CalDateTime(due.Entry.ChangedAt.UtcDateTime, CalDateTime.UtcTzId);
            calendar.Events.Add(
                new CalendarEvent
                {
                    Uid = $"{due.Key}@{agency}.{register.Host}",
                    Start = new CalDateTime(due.Day),
                    Summary = due.Title,
                    Description = $"{page}",
                    Url = page,
                    DtStamp = changed,
                    LastModified = changed,
                    Transparency = "TRANSPARENT",
                }
            );
        }

        return new CalendarSerializer().SerializeToString(calendar)!;
    }
}
