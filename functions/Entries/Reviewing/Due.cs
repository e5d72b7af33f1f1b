using System.Globalization;
using RiskRegister.Criteria;

namespace RiskRegister.Entries;

/// <summary>What makes an entry due for a review.</summary>
public enum DueCause
{
    /// <summary>The day of the next review has come.</summary>
    Review,

    /// <summary>Its acceptance ends soon, or does not hold any more while it is outside appetite.</summary>
    Acceptance,

    /// <summary>The effect of an action is to be checked.</summary>
    Check,

    /// <summary>It is rated by criteria that are no longer in force.</summary>
    Criteria,

    /// <summary>Its review was called for, see <see cref="ReviewCall"/>.</summary>
    Call,
}

/// <summary>One reason why an entry is due for a review.</summary>
/// <param name="Cause">What kind of reason.</param>
/// <param name="Key">Tells it from all other reasons that the entry may ever have.</param>
/// <param name="Day">The first day on which it holds.</param>
/// <param name="Why">The same in words.</param>
public sealed record DueReason(DueCause Cause, string Key, DateOnly Day, string Why);

/// <summary>
/// Why an entry is due for a review. What was there when the last review was answered is covered by that answer, and does not make the
/// entry due again.
/// </summary>
public static class Due
{
    /// <summary>The reasons that hold on a day; none for what is closed.</summary>
    public static IReadOnlyList<DueReason> Of(Entry entry, AgencySettings settings, DateOnly today) =>
        [.. Known(entry, settings, today).Where(reason => reason.Day <= today)];

    /// <summary>The first day on which there is a reason, as things are on <paramref name="today"/>; null when there will be none by itself.</summary>
    public static DateOnly? On(Entry entry, AgencySettings settings, DateOnly today) =>
        Known(entry, settings, today).Min(reason => (DateOnly?)reason.Day);

    /// <summary>
    /// Keys of what an answer covers that is given on a day; null for nothing. The day of the review, and a call, are not among them,
    /// because each answer sets another day, and ends the call.
    /// </summary>
    public static IReadOnlyList<string>? CoveredBy(Entry entry, AgencySettings settings, DateOnly today)
    {
        List<string> keys =
        [
            .. Lasting(entry, settings, today).Where(reason => reason.Day <= today).Select(reason => reason.Key),
        ];
        return keys.Count == 0 ? null : keys;
    }

    private static IEnumerable<DueReason> Known(Entry entry, AgencySettings settings, DateOnly today)
    {
        if (entry.State == EntryState.Closed)
        {
            return [];
        }

        var covered = entry.LastReview?.Covers ?? [];
        return OfReview(entry).Concat(Lasting(entry, settings, today).Where(reason => !covered.Contains(reason.Key)));
    }

    private static IEnumerable<DueReason> OfReview(Entry entry)
    {
        if (entry.NextReview is { } day)
        {
            yield return entry.ReviewCall is { } call
                ? new(DueCause.Call, Key($"call:{call.At:O}"), day, call.Why)
                : new(DueCause.Review, Key($"review:{day:yyyy-MM-dd}"), day, $"The review was due on {Shown(day)}.");
        }
    }

    /// <summary>Reasons that an answer leaves as they are.</summary>
    private static IEnumerable<DueReason> Lasting(Entry entry, AgencySettings settings, DateOnly today) =>
        OfAcceptance(entry, settings, today).Concat(OfChecks(entry)).Concat(OfCriteria(entry, settings, today));

    private static IEnumerable<DueReason> OfAcceptance(Entry entry, AgencySettings settings, DateOnly today)
    {
        if (entry.Acceptance is not { } acceptance || !Standing.IsOutside(entry, settings))
        {
            yield break;
        }

        var given = Key($"{acceptance.At:O}");
        if (acceptance.Seal != AcceptanceSeal.Of(entry, settings))
        {
            yield return new(DueCause.Acceptance, $"acceptance-void:{given}", today, "What was accepted has changed.");
            yield break;
        }

        var (first, last) = (settings.DayOf(acceptance.At), acceptance.Until);
        // An acceptance for a few days is not at its end as soon as it is given.
        var half = first.AddDays((last.DayNumber - first.DayNumber + 1) / 2);
        var notice = DateOnly.FromDayNumber(Math.Max(0, last.DayNumber - settings.AcceptanceNoticeDays));
        var soon = notice > half ? notice : half;
        yield return new(DueCause.Acceptance, $"acceptance-ends:{given}", soon, $"The acceptance ends on {Shown(last)}.");
        if (last < DateOnly.MaxValue)
        {
            var why = $"The acceptance has ended on {Shown(last)}.";
            yield return new(DueCause.Acceptance, $"acceptance-void:{given}", last.AddDays(1), why);
        }
    }

    private static IEnumerable<DueReason> OfChecks(Entry entry)
    {
        foreach (var action in entry.Actions.Where(action => action.AwaitsCheck))
        {
            if (action.CheckDue is { } day)
            {
                var why = $"The effect of {action.Id} ({action.Title}) was to be checked on {Shown(day)}.";
                yield return new(DueCause.Check, Key($"check:{action.Id}:{day:yyyy-MM-dd}"), day, why);
            }
        }
    }

    private static IEnumerable<DueReason> OfCriteria(Entry entry, AgencySettings settings, DateOnly today)
    {
        var version = settings.Criteria.Version;
        if (entry.Effective is { } rating && rating.CriteriaVersion != version)
        {
            yield return new(
                DueCause.Criteria,
                Key($"criteria:{version}"),
                today,
                "The criteria that it was rated by have changed."
            );
        }
    }

    private static string Shown(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Key(FormattableString key) => FormattableString.Invariant(key);
}
