using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.People;

namespace RiskRegister.Digests;

/// <summary>One line of a digest.</summary>
/// <param name="Reference">The entry.</param>
/// <param name="Title">Its title.</param>
/// <param name="Level">Name of the level that counts; null while there is none.</param>
/// <param name="What">What is asked or said, in a sentence.</param>
/// <param name="Url">Where to go.</param>
public sealed record DigestItem(string Reference, string Title, string? Level, string What, string Url);

/// <summary>One section: its first items, and how many more there are.</summary>
public sealed record DigestSection(string Heading, IReadOnlyList<DigestItem> Items, int More);

/// <summary>What one person is told for one period: what needs their decision, what is overdue, what is due soon, and totals.</summary>
/// <param name="Agency">Name of the agency.</param>
/// <param name="Name">Name of the person.</param>
/// <param name="Date">The day.</param>
/// <param name="Sections">The sections that have items.</param>
/// <param name="Total">Open entries that the person has something to do with.</param>
/// <param name="Asks">Whether the day has brought anything that needs the person; without that no mail is sent.</param>
/// <param name="Url">Their work in the register.</param>
public sealed record Digest(
    string Agency,
    string Name,
    DateOnly Date,
    IReadOnlyList<DigestSection> Sections,
    int Total,
    bool Asks,
    string Url
)
{
    private const int ItemsPerSection = 5;
    private const int SoonDays = 30;

    /// <summary>Composes the digest of <paramref name="person"/> from the open entries that they have something to do with.</summary>
    /// <param name="orphaned">For risk managers: entries whose review waits for somebody who is not there.</param>
    /// <param name="register">Address of the register, such as https://register.example.</param>
    /// <param name="represented">For whom they stand in: their entries are among <paramref name="entries"/>.</param>
    public static Digest Compose(
        Person person,
        IReadOnlyList<Entry> entries,
        IReadOnlyList<Entry> orphaned,
        AgencySettings settings,
        DateOnly today,
        Uri register,
        IReadOnlyList<Person>? represented = null
    )
    {
        Person[] people = [person, .. represented ?? []];
        var work = new Uri(register, $"/{person.Agency}");
        var mine = entries.Where(e => Is(e.Owner, people)).ToList();
        DigestItem Item(Entry entry, string what, string verb = "", string? whose = null) =>
            new(
                entry.Reference,
                entry.Title,
                settings.Criteria.LevelOf(entry.Effective)?.Name,
                what + InPlaceOf(whose ?? entry.Owner, represented),
                new Uri(register, $"/{person.Agency}/entries/{entry.Reference}{verb}").ToString()
            );

        var decisions = mine.Where(e => e.Review is not null)
            .Select(e => Item(e, Asked(e.Review!), "/review"))
            .Concat(
                entries
                    .Where(e => Is(e.Review?.EscalatedTo, people) && !Is(e.Owner, people))
                    .Select(e => Item(e, $"The review by {e.Owner ?? "nobody"} is late.", "/review", e.Review!.EscalatedTo))
            )
            .Concat(
                orphaned.Select(e =>
                    Item(
                        e,
                        $"The review waits for {e.Owner ?? "an owner"}, whom nobody here can ask. Please answer it.",
                        "/review"
                    )
                )
            )
            .DistinctBy(item => item.Reference)
            .Concat(ChecksOf(mine, due => due <= today).Select(c => Item(c.Entry, Check(c.Action, person))))
            .ToList();
        var overdue = ActionsOf(people, entries, due => due < today)
            .Select(a => Item(a.Entry, $"Action overdue since {Day(a.Action.Due)}: {a.Action.Title}", whose: a.Action.Owner))
            .ToList();
        var soon = ActionsOf(people, entries, due => due >= today && due <= today.AddDays(SoonDays))
            .Select(a => Item(a.Entry, $"Action due on {Day(a.Action.Due)}: {a.Action.Title}", whose: a.Action.Owner))
            .Concat(
                mine.Where(e => e.Review is null && e.NextReview > today && e.NextReview <= today.AddDays(SoonDays))
                    .Select(e => Item(e, $"Review due on {Day(e.NextReview)}."))
            )
            .ToList();

        return new Digest(
            settings.Name,
            person.Name,
            today,
            [
                .. new[]
                {
                    Section("Needs your decision", decisions),
                    Section("Overdue", overdue),
                    Section("Due soon", soon),
                }.OfType<DigestSection>(),
            ],
            entries.Count,
            IsNews(people, [.. entries, .. orphaned], today),
            work.ToString()
        );
    }

    /// <summary>People are told when they are asked, reminded or told that somebody is late, when an action has become overdue or its check due; not every day.</summary>
    private static bool IsNews(Person[] people, IReadOnlyList<Entry> entries, DateOnly today) =>
        entries.Any(e =>
            e.Review is { } review && (review.AskedOn == today || review.RemindedOn == today || review.EscalatedOn == today)
        )
        || ActionsOf(people, entries, due => due == today.AddDays(-1)).Any()
        || ChecksOf(entries.Where(e => Is(e.Owner, people)), due => due == today).Any();

    private static DigestSection? Section(string heading, List<DigestItem> items) =>
        items.Count == 0
            ? null
            : new DigestSection(heading, [.. items.Take(ItemsPerSection)], Math.Max(0, items.Count - ItemsPerSection));

    private static string Asked(OpenReview review) =>
        review.Reminders == 0
            ? $"Please review. {review.Why}"
            : $"Please review: asked on {Day(review.AskedOn)}, reminded {(review.Reminders == 1 ? "once" : $"{review.Reminders} times")}.";

    private static IEnumerable<(Entry Entry, PlannedAction Action)> ActionsOf(
        Person[] people,
        IReadOnlyList<Entry> entries,
        Func<DateOnly, bool> due
    ) =>
        from entry in entries
        from action in entry.Actions
        where action.IsOpen && action.Due is { } day && due(day) && Is(action.Owner ?? entry.Owner, people)
        orderby action.Due
        select (entry, action);

    private static IEnumerable<(Entry Entry, PlannedAction Action)> ChecksOf(
        IEnumerable<Entry> entries,
        Func<DateOnly, bool> due
    ) =>
        from entry in entries
        from action in entry.Actions
        where action.AwaitsCheck && action.CheckDue is { } day && due(day)
        orderby action.CheckDue
        select (entry, action);

    private static string Check(PlannedAction action, Person person) =>
        person.Is(action.CompletedBy)
            ? $"Has it worked? You have completed it, so ask somebody else to check: {action.Title}"
            : $"Has it worked? Please check: {action.Title}";

    private static bool Is(string? address, Person[] people) => people.Any(person => person.Is(address));

    private static string InPlaceOf(string? whose, IReadOnlyList<Person>? represented) =>
        represented?.FirstOrDefault(person => person.Is(whose)) is { } other ? $" (In place of {other.Name}.)" : "";

    private static string Day(DateOnly? day) =>
        day?.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
