using System.Globalization;
using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Entries.Accepting;
using RiskRegister.People;
using RiskRegister.Register;

namespace RiskRegister.Digests.Notices;

/// <summary>What is told of the events of an entry that somebody has to know of at once: to whom, and in which words.</summary>
public static class EntryNotices
{
    /// <summary>The kind of notice that an event brings; null for most.</summary>
    public static string? KindOf(EntryEvent data) =>
        data switch
        {
            AcceptanceRequested => MailKinds.AcceptanceAsked,
            ReviewEscalated => MailKinds.ReviewEscalated,
            _ => null,
        };

    /// <summary>Whom an event is for: who is named; of an acceptance that is for any approver, all who can give it.</summary>
    public static IReadOnlyList<string> For(EntryEvent data, Entry entry, Roster people, AgencySettings settings, DateOnly day) =>
        data switch
        {
            AcceptanceRequested { Approver: { } approver } => [approver],
            AcceptanceRequested =>
            [
                .. people
                    .All.Where(p => !p.HasLeft(day) && CanAccept(p, entry, settings))
                    .Select(p => p.Email)
                    .Order(StringComparer.Ordinal),
            ],
            ReviewEscalated escalated => [escalated.To],
            _ => [],
        };

    /// <summary>Whether somebody could give the acceptance that an entry waits for.</summary>
    public static bool CanAccept(Person person, Entry entry, AgencySettings settings) =>
        new Checks().Authority("", person, entry, settings).NotMaker("", person, entry).Refusals.Count == 0;

    /// <summary>The words; null when it is over already: answered, or asked anew.</summary>
    public static Notice? Of(EventDocument happened, Entry entry, AgencySettings settings, Uri page) =>
        (happened.Data, entry) switch
        {
            (AcceptanceRequested asked, { AcceptanceRequest: { } open }) when open.At == happened.At => Acceptance(
                asked,
                happened.By,
                entry,
                settings,
                page
            ),
            (ReviewEscalated late, { Review: { } review }) when (review.Run, review.EscalatedTo) == (late.Run, late.To) => Review(
                entry,
                review,
                settings,
                page
            ),
            _ => null,
        };

    private static Notice Acceptance(AcceptanceRequested asked, string by, Entry entry, AgencySettings settings, Uri page)
    {
        var last = entry.Acceptance;
        var words = new SealWords(settings);
        var differences = last?.Seal.DifferencesTo(AcceptanceSeal.Of(entry, settings)) ?? [];
        return new Notice(
            $"Please decide: accept {entry.Reference} {entry.Title}?",
            $"{by} asks you to accept this risk as it is. It is outside appetite, so it needs your decision: accept it, or refuse with a reason.",
            Notice.Known(
                ("Risk", $"{entry.Reference} {entry.Title}"),
                ("Cause", entry.Cause),
                ("Event", entry.Event),
                ("Consequence", entry.Consequence),
                ("Level", words.Level(asked.Level)),
                ("Rating", words.Rating(SealedRating.Of(entry.Effective))),
                ("Inside appetite", $"up to {words.Level(settings.AppetiteLevel(entry.Category))}"),
                ("Response", words.Response(entry.Response?.Kind)),
                ("Reason of the response", entry.Response?.Reason),
                ("Why it should be accepted", asked.Why),
                ("Last accepted", last is null ? null : $"by {last.By}, until {Day(last.Until)}: {last.Reason}"),
                ("Conditions then", last?.Conditions)
            ),
            page,
            "See all of it and decide"
        )
        {
            Differences = [.. differences.Select(words.Of)],
        };
    }

    private static Notice Review(Entry entry, OpenReview review, AgencySettings settings, Uri page) =>
        new(
            $"Late review: {entry.Reference} {entry.Title}",
            $"The review by {entry.Owner ?? "nobody"} is late, so it is now yours to see to: have it answered, or answer it.",
            Notice.Known(
                ("Entry", $"{entry.Reference} {entry.Title}"),
                ("Owner", entry.Owner),
                ("Level", settings.Criteria.LevelOf(entry.Effective)?.Name),
                ("Asked on", Day(review.AskedOn)),
                ("Why", review.Why),
                ("Reminders", review.Reminders == 0 ? null : review.Reminders.ToString(CultureInfo.InvariantCulture))
            ),
            new Uri($"{page}/review"),
            "Open the review"
        );

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
