using RiskRegister.Entries;
using RiskRegister.People;

namespace RiskRegister.Digests.Composing;

/// <summary>The lines of a digest, section by section.</summary>
internal sealed class DigestLines(DigestFacts facts)
{
    private const int SoonDays = 30;

    private readonly Person[] _people = [facts.Person, .. facts.Represented];

    private IEnumerable<Entry> Mine => facts.Entries.Where(entry => Is(entry.Owner));

    /// <summary>What needs the person's decision: reviews, acceptances, effectiveness checks.</summary>
    public IReadOnlyList<DigestItem> Decisions() =>
        [
            .. Reviews().DistinctBy(item => item.Reference),
            .. facts
                .Entries.Where(entry => Is(entry.AcceptanceRequest?.Approver))
                .Select(entry => (Entry: entry, Request: entry.AcceptanceRequest!))
                .Select(asked =>
                    Item(
                        asked.Entry,
                        Text("digest.acceptance", ("name", facts.NameOf(asked.Request.By)), ("why", asked.Request.Why)),
                        whose: asked.Request.Approver
                    )
                ),
            .. Checks(due => due <= facts.Today).Select(check => Item(check.Entry, CheckOf(check.Action))),
        ];

    /// <summary>What should have been done: actions, and reviews that were not asked for.</summary>
    public IReadOnlyList<DigestItem> Overdue() =>
        [
            .. Actions(due => due < facts.Today).Select(late => Action("digest.action-overdue", late.Entry, late.Action)),
            .. Mine.Where(entry => entry.Review is null && entry.NextReview < facts.Today)
                .Select(entry => Item(entry, Text("digest.review-overdue", ("day", entry.NextReview)))),
        ];

    /// <summary>What is due within 30 days.</summary>
    public IReadOnlyList<DigestItem> Soon()
    {
        var last = facts.Today.AddDays(SoonDays);
        return
        [
            .. Actions(due => due >= facts.Today && due <= last)
                .Select(next => Action("digest.action-due", next.Entry, next.Action)),
            .. Mine.Where(entry => entry.Review is null && entry.NextReview >= facts.Today && entry.NextReview <= last)
                .OrderBy(entry => entry.NextReview)
                .Select(entry => Item(entry, Text("digest.review-due", ("day", entry.NextReview)))),
        ];
    }

    /// <summary>What others have changed.</summary>
    public IReadOnlyList<DigestItem> Changed() =>
        [.. facts.Changed.Select(changed => Item(changed.Entry, ChangeWords.Of(changed, facts)))];

    /// <summary>People are told when they are asked, reminded or told that somebody is late, when an action has become overdue or its check due, and when others change their entries; not every day.</summary>
    public bool HasNews() =>
        facts.Changed.Count > 0
        || facts
            .Entries.Concat(facts.Orphaned)
            .Any(entry =>
                entry.Review is { } review
                && (
                    facts.IsNews(review.AskedOn, entry)
                    || facts.IsNews(review.RemindedOn, entry)
                    || facts.IsNews(review.EscalatedOn, entry)
                )
            )
        || facts.Entries.Any(entry => Is(entry.AcceptanceRequest?.Approver) && entry.AcceptanceRequest!.At > facts.Since)
        // An action is overdue from the day after its own.
        || Actions(due => due >= facts.SinceDay && due < facts.Today).Any()
        || Checks(due => due > facts.SinceDay && due <= facts.Today).Any();

    private IEnumerable<DigestItem> Reviews()
    {
        foreach (var entry in Mine.Where(entry => entry.Review is not null))
        {
            yield return Item(entry, Asked(entry, entry.Review!), "/review");
        }

        foreach (var entry in facts.Entries.Where(entry => Is(entry.Review?.EscalatedTo) && !Is(entry.Owner)))
        {
            var what = entry.Owner is null
                ? Text("digest.review-late-of-nobody")
                : Text("digest.review-late", ("name", facts.NameOf(entry.Owner)));
            yield return Item(entry, what, "/review", entry.Review!.EscalatedTo);
        }

        foreach (var entry in facts.Orphaned)
        {
            var what = entry.Owner is null
                ? Text("digest.review-without-owner")
                : Text("digest.review-waits", ("name", facts.NameOf(entry.Owner)));
            yield return Item(entry, what, "/review");
        }
    }

    /// <summary>What a person has said in a call for a review is told as it is; that the day has come is told in the language of the reader.</summary>
    private string Asked(Entry entry, OpenReview review) =>
        review.Reminders > 0 ? Text("digest.review-reminded", ("day", review.AskedOn), ("count", review.Reminders))
        : entry.ReviewCall is { } call ? Text("digest.review-called", ("why", call.Why))
        : entry.NextReview <= review.AskedOn ? Text("digest.review-asked", ("day", entry.NextReview))
        : Text("digest.review-called", ("why", review.Why));

    private DigestItem Action(string key, Entry entry, PlannedAction action) =>
        Item(entry, Text(key, ("day", action.Due), ("title", action.Title)), whose: action.Owner);

    private IEnumerable<(Entry Entry, PlannedAction Action)> Actions(Func<DateOnly, bool> due) =>
        from entry in facts.Entries
        from action in entry.Actions
        where action.IsOpen && action.Due is { } day && due(day) && Is(action.Owner ?? entry.Owner)
        orderby action.Due
        select (entry, action);

    private IEnumerable<(Entry Entry, PlannedAction Action)> Checks(Func<DateOnly, bool> due) =>
        from entry in Mine
        from action in entry.Actions
        where action.AwaitsCheck && action.CheckDue is { } day && due(day)
        orderby action.CheckDue
        select (entry, action);

    private string CheckOf(PlannedAction action) =>
        Text(facts.Person.Is(action.CompletedBy) ? "digest.check-by-other" : "digest.check", ("title", action.Title));

    private DigestItem Item(Entry entry, string what, string verb = "", string? whose = null) =>
        new(
            entry.Reference,
            entry.Title,
            facts.Settings.Criteria.LevelOf(entry.Effective)?.Name,
            InPlaceOf(whose ?? entry.Owner) is { } other ? Text("digest.in-place-of", ("what", what), ("name", other)) : what,
            facts.Url($"/entries/{entry.Reference}{verb}")
        );

    private string? InPlaceOf(string? whose) => facts.Represented.FirstOrDefault(person => person.Is(whose))?.Name;

    private bool Is(string? address) => address is not null && _people.Any(person => person.Is(address));

    private string Text(string key, params (string Name, object? Value)[] values) => facts.Locale.Text(key, values);
}
