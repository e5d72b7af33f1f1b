using System.Globalization;
using Microsoft.AspNetCore.Http;
using RiskRegister.Criteria;
using RiskRegister.Entries.Listing;
using RiskRegister.Register;

namespace RiskRegister.Entries.History;

/// <summary>As of when something is asked, for the description of the API; <see cref="AsOfQuery"/> reads it.</summary>
/// <param name="AsOf">
/// An instant, such as 2031-06-18T09:30:00Z, or a day, such as 2031-06-18, which stands for its end in the agency's time zone; not in the
/// future.
/// </param>
public sealed record AsOfParameter(string? AsOf);

/// <summary>Reads from an address as of when something is asked.</summary>
public static class AsOfQuery
{
    /// <summary>Name of the parameter.</summary>
    public const string Name = "asOf";

    private static readonly string[] Instants =
    [
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>The instant of a parameter; null when it is not there. A day stands for its end in the agency's time zone.</summary>
    /// <exception cref="RefusedException">It is neither instant nor day, or not over yet.</exception>
    public static DateTimeOffset? Read(IQueryCollection query, string name, DecisionContext context)
    {
        if (!query.ContainsKey(name))
        {
            return null;
        }

        // A plus in an address is read as a blank, and no instant has one.
        var text = query[name].ToString().Replace(' ', '+');
        var isDay = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        var at = isDay ? null : Instant(text);
        if (!isDay && at is null)
        {
            throw RefusedException.Because(
                name,
                "bad-instant",
                "Send a day, such as 2031-06-18, or an instant, such as 2031-06-18T09:30:00Z."
            );
        }

        var isLater = isDay ? day > context.Today : at > context.Now;
        return isLater
            ? throw RefusedException.Because(name, "in-the-future", "Ask for what was: send no later day than today.")
            : at ?? EndOf(day, context.Settings);
    }

    /// <summary>The filter of an address for entries as they were.</summary>
    /// <exception cref="RefusedException">It has a filter or a sort that can't be applied to the past.</exception>
    public static EntryFilter Filter(IQueryCollection query)
    {
        var filter = EntryFilterQuery.ReadWords(query);
        return filter.Sort != EntryList.DefaultSort
            ? throw RefusedException.Because("sort", "not-of-the-past", "Leave this out with asOf: it lists by reference.")
            : filter;
    }

    private static DateTimeOffset? Instant(string text) =>
        (text.EndsWith('Z') || text.AsSpan(Math.Min(text.Length, 10)).ContainsAny('+', '-'))
        && DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at
            : null;

    /// <summary>The last instant before the next day begins.</summary>
    private static DateTimeOffset EndOf(DateOnly day, AgencySettings settings)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);
        var next = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        // A clock that is put forward at midnight has no such time, one that is put back has it twice.
        next = zone.IsInvalidTime(next) ? next.AddHours(1) : next;
        var offset = zone.IsAmbiguousTime(next) ? zone.GetAmbiguousTimeOffsets(next).Max() : zone.GetUtcOffset(next);
        return new DateTimeOffset(next, offset).ToUniversalTime().AddTicks(-1);
    }
}
