using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Entries.Showing;
using RiskRegister.People;

namespace RiskRegister.Work;

/// <summary>One thing that a person has to do.</summary>
/// <param name="Reference">The entry.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Title">Its title.</param>
/// <param name="Level">The level that counts; null while there is none.</param>
/// <param name="What">What is asked, or the title of the action; null when the entry itself is meant.</param>
/// <param name="Due">By when; null when there is no day.</param>
/// <param name="Late">Whether that day is over.</param>
/// <param name="Href">Where it is done.</param>
public sealed record WorkItem(
    string Reference,
    EntryKind Kind,
    string Title,
    ShownLevel? Level,
    string? What,
    DateOnly? Due,
    bool Late,
    string Href
)
{
    /// <summary>Name of whose work it is, for whom the person stands in; null when it is their own.</summary>
    public string? InPlaceOf { get; init; }
}

/// <summary>What needs one person, sorted into what kind of thing it is; each list in the order of its days.</summary>
/// <param name="Decisions">Late answers of others that were passed to this person, and own entries that lack a rating or a response.</param>
/// <param name="Reviews">Own entries whose review was asked, or has come due.</param>
/// <param name="Actions">Own actions that are not complete.</param>
/// <param name="Checks">Completed actions of own entries whose effect is to be checked.</param>
/// <param name="Drafts">Own entries that are only noted so far.</param>
public sealed record MyWork(
    IReadOnlyList<WorkItem> Decisions,
    IReadOnlyList<WorkItem> Reviews,
    IReadOnlyList<WorkItem> Actions,
    IReadOnlyList<WorkItem> Checks,
    IReadOnlyList<WorkItem> Drafts
)
{
    /// <summary>How many entries need the person now: what is due or waits for a decision.</summary>
    public int Waiting =>
        Decisions.Concat(Reviews).Concat(Checks).Concat(Actions.Where(a => a.Late)).Select(i => i.Reference).Distinct().Count();

    /// <summary>Sorts the open entries that a person, or who they stand in for, has something to do with.</summary>
    public static MyWork Of(
        string email,
        IReadOnlyList<Entry> entries,
        AgencySettings settings,
        DateOnly today,
        IReadOnlyList<Person>? represented = null
    )
    {
        var sorting = new Sorting(email, represented ?? [], settings, today);
        var open = entries.Where(e => e.State == EntryState.Open).ToList();
        return new MyWork(
            [.. open.Select(sorting.Decision).OfType<WorkItem>()],
            ByDay(open.Where(sorting.IsReview).Select(e => sorting.Item(e, null, e.NextReview, "/review", e.Owner))),
            ByDay(entries.SelectMany(sorting.Actions)),
            ByDay(open.SelectMany(sorting.Checks)),
            [
                .. entries
                    .Where(e => e.State == EntryState.Draft && sorting.Is(e.Owner))
                    .Select(e => sorting.Item(e, null, null, "/assess", e.Owner)),
            ]
        );
    }

    private static IReadOnlyList<WorkItem> ByDay(IEnumerable<WorkItem> items) =>
        [.. items.OrderBy(i => i.Due ?? DateOnly.MaxValue).ThenBy(i => i.Reference, StringComparer.Ordinal)];

    private sealed class Sorting(string email, IReadOnlyList<Person> represented, AgencySettings settings, DateOnly today)
    {
        public bool Is(string? address) =>
            string.Equals(address, email, StringComparison.OrdinalIgnoreCase) || represented.Any(person => person.Is(address));

        public WorkItem Item(Entry entry, string? what, DateOnly? due, string verb, string? whose) =>
            new(
                entry.Reference,
                entry.Kind,
                entry.Title,
                settings.Criteria.Level(entry.Effective),
                what,
                due,
                due < today,
                $"/{entry.Agency}/entries/{Uri.EscapeDataString(entry.Reference)}{verb}"
            )
            {
                InPlaceOf = represented.FirstOrDefault(person => person.Is(whose))?.Name,
            };

        public bool IsReview(Entry entry) => Is(entry.Owner) && (entry.Review is not null || entry.NextReview <= today);

        public WorkItem? Decision(Entry entry)
        {
            if (Is(entry.Review?.EscalatedTo) && !Is(entry.Owner))
            {
                return Item(
                    entry,
                    "The review is late: answer it, or find somebody who does",
                    entry.NextReview,
                    "/review",
                    entry.Review!.EscalatedTo
                );
            }

            var standing = Standing.Of(entry, settings, today);
            return !Is(entry.Owner) ? null
                : standing.Contains(Standing.NeedsAssessment) ? Item(entry, "Rate it", null, "/assess", entry.Owner)
                : standing.Contains(Standing.OutsideAppetite) && entry.Response is null
                    ? Item(entry, "It is outside appetite: choose a response", null, "/respond", entry.Owner)
                : null;
        }

        public IEnumerable<WorkItem> Actions(Entry entry) =>
            entry
                .Actions.Where(a => a.IsOpen && Is(a.Owner ?? entry.Owner))
                .Select(a =>
                    Item(entry, a.Title, a.Due, $"/complete-action?action={Uri.EscapeDataString(a.Id)}", a.Owner ?? entry.Owner)
                );

        public IEnumerable<WorkItem> Checks(Entry entry) =>
            Is(entry.Owner)
                ? entry
                    .Actions.Where(a => a.AwaitsCheck && a.CheckDue <= today)
                    .Select(a => Item(entry, a.Title, a.CheckDue, "#actions", entry.Owner))
                : [];
    }
}
