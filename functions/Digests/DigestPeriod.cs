using System.Globalization;
using RiskRegister.People;

namespace RiskRegister.Digests;

/// <summary>A day, an ISO week or a month: of each, a person gets one digest of a kind.</summary>
/// <param name="Frequency">Daily, weekly or monthly.</param>
/// <param name="Begin">Its first day.</param>
public sealed record DigestPeriod(DigestFrequency Frequency, DateOnly Begin)
{
    /// <summary>Days for which a weekly or monthly digest is still queued where nothing ran at its hour; a daily one is soon followed by the next.</summary>
    private const int Patience = 3;

    /// <summary>Names it: 2031-06-18, 2031-W25 or 2031-06.</summary>
    public string Key =>
        Frequency switch
        {
            DigestFrequency.Daily => Text($"{Begin:yyyy-MM-dd}"),
            DigestFrequency.Weekly => Text($"{IsoYear(Begin):D4}-W{ISOWeek.GetWeekOfYear(Noon(Begin)):D2}"),
            _ => Text($"{Begin:yyyy-MM}"),
        };

    /// <summary>The one before it.</summary>
    public DigestPeriod Previous => Of(Frequency, Begin.AddDays(-1));

    /// <summary>The period that a day belongs to.</summary>
    public static DigestPeriod Of(DigestFrequency frequency, DateOnly day) =>
        new(
            frequency,
            frequency switch
            {
                DigestFrequency.Weekly => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
                DigestFrequency.Monthly => new DateOnly(day.Year, day.Month, 1),
                _ => day,
            }
        );

    /// <summary>The period of a key.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static DigestPeriod Parse(string key)
    {
        if (key.Split("-W") is [var year, var week])
        {
            var monday = ISOWeek.ToDateTime(Number(year), Number(week), DayOfWeek.Monday);
            return new(DigestFrequency.Weekly, DateOnly.FromDateTime(monday));
        }

        return key.Length == "2031-06".Length
            ? new(DigestFrequency.Monthly, DateOnly.ParseExact($"{key}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture))
            : new(DigestFrequency.Daily, DateOnly.ParseExact(key, "yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    /// <summary>The period whose digest a person is to have by now; null when it is too early, or nothing is wanted.</summary>
    /// <param name="person">The person.</param>
    /// <param name="kind">The kind of digest.</param>
    /// <param name="now">Now.</param>
    /// <param name="zone">The time zone of the agency.</param>
    public static DigestPeriod? Due(Person person, DigestKind kind, DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var frequency = person.Digests.Of(kind);
        var first = frequency == DigestFrequency.Daily ? today : today.AddDays(-Patience);
        for (var day = today; day >= first; day = day.AddDays(-1))
        {
            if (person.Wants(kind, day) && HourOf(day, person.Digests.Hour, zone) <= now)
            {
                return Of(frequency, day);
            }
        }

        return null;
    }

    /// <summary>
    /// The instant of an hour in a time zone: one that clocks leave out, because they are put forward, is the next that there is; of one that
    /// is there twice, because they are put back, it is the first.
    /// </summary>
    public static DateTimeOffset HourOf(DateOnly day, int hour, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(new TimeOnly(hour, 0));
        while (zone.IsInvalidTime(local))
        {
            local = local.AddHours(1);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }

    private static int IsoYear(DateOnly day) => ISOWeek.GetYear(Noon(day));

    private static DateTime Noon(DateOnly day) => day.ToDateTime(new TimeOnly(12, 0));

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
