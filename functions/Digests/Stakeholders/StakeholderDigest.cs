using RiskRegister.Access;
using RiskRegister.Digests.Composing;
using RiskRegister.Entries;

namespace RiskRegister.Digests.Stakeholders;

/// <summary>What a stakeholder is told for one period: what matters most, what moved, and the matrix.</summary>
/// <param name="Agency">Name of the agency.</param>
/// <param name="Name">Name of the person.</param>
/// <param name="From">First day of the period.</param>
/// <param name="Until">The day of the digest.</param>
/// <param name="Sections">The sections that have items.</param>
/// <param name="Matrices">Risks, opportunities; only those that have ratings.</param>
/// <param name="Risks">Open risks.</param>
/// <param name="Outside">Of these, outside appetite.</param>
/// <param name="Opportunities">Open opportunities.</param>
/// <param name="IsEmpty">Whether nothing has moved; then it is not sent, unless they wish.</param>
/// <param name="Url">The list of entries.</param>
public sealed record StakeholderDigest(
    string Agency,
    string Name,
    DateOnly From,
    DateOnly Until,
    IReadOnlyList<DigestSection> Sections,
    IReadOnlyList<RatingMatrix> Matrices,
    int Risks,
    int Outside,
    int Opportunities,
    bool IsEmpty,
    string Url
)
{
    /// <summary>Composes the digest of a person; what is confidential for them is left out, also of all counts.</summary>
    public static StakeholderDigest Compose(DigestFacts facts, RegisterFacts register)
    {
        var viewer = Viewer.Of(facts.Person);
        var seen = register
            .Entries.Where(fact => viewer.SeesAll || fact.Readers?.Contains(viewer.Email) != false)
            .OrderByDescending(fact => fact.Rank)
            .ThenBy(fact => fact.Entry.Reference, StringComparer.Ordinal)
            .ToList();
        var open = seen.Where(fact => fact.Entry.State != EntryState.Closed).Select(fact => fact.Entry).ToList();
        var lines = new StakeholderLines(facts, seen);
        var moved = lines.Moved();
        var criteria = facts.Settings.Criteria;
        RatingMatrix?[] matrices =
        [
            RatingMatrix.Of(EntryKind.Risk, open, criteria, facts.Locale),
            RatingMatrix.Of(EntryKind.Opportunity, open, criteria, facts.Locale),
        ];
        return new StakeholderDigest(
            facts.Settings.Name,
            facts.Person.Name,
            facts.Settings.DayOf(register.From),
            facts.Today,
            [.. lines.Top(), .. moved],
            [.. matrices.OfType<RatingMatrix>()],
            open.Count(entry => entry.Kind == EntryKind.Risk),
            open.Count(entry => Standing.IsOutside(entry, facts.Settings)),
            open.Count(entry => entry.Kind == EntryKind.Opportunity),
            moved.Count == 0,
            facts.Url("/entries")
        );
    }
}
