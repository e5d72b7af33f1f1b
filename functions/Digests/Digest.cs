using RiskRegister.Digests.Composing;
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
/// <param name="Kind">decisions, overdue, soon or changed.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Items">The first items.</param>
/// <param name="More">How many more there are.</param>
public sealed record DigestSection(string Kind, string Heading, IReadOnlyList<DigestItem> Items, int More)
{
    /// <summary>Items of a section.</summary>
    public const int Limit = 5;

    /// <summary>The section of some items; null when there are none.</summary>
    public static DigestSection? Of(string kind, string heading, IReadOnlyList<DigestItem> items) =>
        items.Count == 0 ? null : new DigestSection(kind, heading, [.. items.Take(Limit)], Math.Max(0, items.Count - Limit));
}

/// <summary>Counts of a digest.</summary>
/// <param name="Entries">Open entries that the person has something to do with.</param>
/// <param name="Outside">Of these, outside appetite.</param>
public sealed record DigestTotals(int Entries, int Outside);

/// <summary>What one person is told for one period: what needs their decision, what is overdue, what is due soon, what others have changed, and totals.</summary>
/// <param name="Agency">Name of the agency.</param>
/// <param name="Name">Name of the person.</param>
/// <param name="Date">The day.</param>
/// <param name="Since">The day of the digest before.</param>
/// <param name="Sections">The sections that have items.</param>
/// <param name="Totals">Counts.</param>
/// <param name="Waiting">How many things need the person: decisions and what is overdue.</param>
/// <param name="IsEmpty">Whether it tells nothing that the person has to hear; then it is not sent, unless they wish.</param>
/// <param name="Url">Their work in the register.</param>
public sealed record Digest(
    string Agency,
    string Name,
    DateOnly Date,
    DateOnly Since,
    IReadOnlyList<DigestSection> Sections,
    DigestTotals Totals,
    int Waiting,
    bool IsEmpty,
    string Url
)
{
    /// <summary>Composes a digest.</summary>
    public static Digest Compose(DigestFacts facts)
    {
        var lines = new DigestLines(facts);
        var (decisions, overdue) = (lines.Decisions(), lines.Overdue());
        DigestSection?[] sections =
        [
            DigestSection.Of("decisions", facts.Locale.Text("digest.decisions"), decisions),
            DigestSection.Of("overdue", facts.Locale.Text("digest.overdue"), overdue),
            DigestSection.Of("soon", facts.Locale.Text("digest.soon"), lines.Soon()),
            DigestSection.Of("changed", facts.Locale.Text("digest.changed"), lines.Changed()),
        ];
        IReadOnlyList<DigestSection> filled = [.. sections.OfType<DigestSection>()];
        // What a daily digest tells is mostly what the day before told, so it is sent only when something of it is new.
        var isEmpty = facts.Frequency == DigestFrequency.Daily ? !lines.HasNews() : filled.Count == 0;
        return new Digest(
            facts.Settings.Name,
            facts.Person.Name,
            facts.Today,
            facts.SinceDay,
            filled,
            new DigestTotals(facts.Entries.Count, facts.Entries.Count(entry => Standing.IsOutside(entry, facts.Settings))),
            decisions.Count + overdue.Count,
            isEmpty,
            facts.Url("")
        );
    }
}
