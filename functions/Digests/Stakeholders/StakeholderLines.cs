using RiskRegister.Digests.Composing;
using RiskRegister.Entries;
using RiskRegister.Entries.Pursuing;

namespace RiskRegister.Digests.Stakeholders;

/// <summary>The lines of a stakeholders' digest. The entries come highest level first, and are those that the person may see.</summary>
internal sealed class StakeholderLines(DigestFacts facts, IReadOnlyList<EntryFact> seen)
{
    /// <summary>What matters most.</summary>
    public IReadOnlyList<DigestSection> Top() =>
        Sections(
            ("top-risks", "stakeholder.top-risks", Highest(EntryKind.Risk)),
            ("top-opportunities", "stakeholder.top-opportunities", Highest(EntryKind.Opportunity))
        );

    /// <summary>What moved in the period.</summary>
    public IReadOnlyList<DigestSection> Moved() =>
        Sections(
            ("up", "stakeholder.up", Of(fact => fact.HasMoved && fact.Rank > fact.RankBefore, Move)),
            ("down", "stakeholder.down", Of(fact => fact.HasMoved && fact.Rank < fact.RankBefore, Move)),
            ("new", "stakeholder.new", Of(fact => fact.IsNew, fact => Statement(fact.Entry))),
            ("closed", "stakeholder.closed", Of(fact => fact.IsClosed, fact => fact.Entry.ClosedReason ?? "")),
            ("realised", "stakeholder.realised", Of(fact => fact.IsRealised, Benefit))
        );

    private IReadOnlyList<DigestSection> Sections(
        params IEnumerable<(string Kind, string Heading, List<DigestItem> Items)> sections
    ) =>
        [
            .. sections
                .Select(section => DigestSection.Of(section.Kind, facts.Locale.Text(section.Heading), section.Items))
                .OfType<DigestSection>(),
        ];

    private List<DigestItem> Highest(EntryKind kind) =>
        Of(
            fact => fact.Entry.Kind == kind && fact.Entry.State != EntryState.Closed && fact.Rank > 0,
            fact =>
                Standing.IsOutside(fact.Entry, facts.Settings)
                    ? $"{Statement(fact.Entry)} {facts.Locale.Text("stakeholder.outside")}".Trim()
                    : Statement(fact.Entry)
        );

    private List<DigestItem> Of(Func<EntryFact, bool> isOne, Func<EntryFact, string> what) =>
        [
            .. seen.Where(isOne)
                .Select(fact => new DigestItem(
                    fact.Entry.Reference,
                    fact.Entry.Title,
                    facts.Settings.Criteria.LevelOf(fact.Entry.Effective)?.Name,
                    what(fact),
                    facts.Url($"/entries/{fact.Entry.Reference}")
                )),
        ];

    /// <summary>In plain language: what may happen, or what would be gained.</summary>
    private static string Statement(Entry entry)
    {
        var text =
            (entry.Kind == EntryKind.Risk ? entry.Consequence ?? entry.Event : entry.Benefit ?? entry.Action).OrNull() ?? "";
        return text.Length == 0 || char.IsPunctuation(text[^1]) ? text : $"{text}.";
    }

    private string Move(EntryFact fact) =>
        facts.Locale.Text("stakeholder.moved", ("from", NameOf(fact.Before?.Effective)), ("to", NameOf(fact.Entry.Effective)));

    private string Benefit(EntryFact fact) =>
        Realisation.Of(fact.Entry) is { } realisation
            ? facts.Locale.Text(
                "stakeholder.benefit",
                ("measure", fact.Entry.Expected!.Measure),
                ("realised", realisation.Realised),
                ("expected", realisation.Expected),
                ("unit", fact.Entry.Expected.Unit)
            )
            : Statement(fact.Entry);

    private string NameOf(Rating? rating) => facts.Settings.Criteria.LevelOf(rating)?.Name ?? rating?.Level ?? "–";
}
