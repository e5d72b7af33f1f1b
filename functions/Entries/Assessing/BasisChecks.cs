using RiskRegister.Criteria;
using RiskRegister.Web;

namespace RiskRegister.Entries.Assessing;

/// <summary>
/// The rule for what holds a level down: the current level of a risk lies below its inherent one only where it rests on a control in force
/// or a completed action that was not found without effect.
/// </summary>
public static class BasisChecks
{
    /// <inheritdoc cref="BasisChecks"/>
    public static Checks Basis(this Checks checks, AssessEntry rating, RatingStage? stage, Entry entry, RiskCriteria criteria)
    {
        var on = rating.RestsOn ?? [];
        var rank = criteria.RankOf(rating, entry.Kind);
        var isLowered = entry.Kind == EntryKind.Risk && stage == RatingStage.Current && rank < entry.Inherent?.Rank;
        var isComparable = entry.Inherent?.CriteriaVersion == criteria.Version;
        return checks
            .BelongsTo(entry.Kind, EntryKind.Risk, ("restsOn", on is [var id, ..] ? id : null))
            .Unless(
                on.Count == 0 || stage is null or RatingStage.Current,
                "restsOn",
                "not-for-this-stage",
                "Leave this out: only the current level rests on controls and completed actions."
            )
            .Unless(
                entry.Kind != EntryKind.Risk || on.All(entry.CanCarry),
                "restsOn",
                "cannot-carry",
                $"{string.Join(", ", on.Where(id => !entry.CanCarry(id)))} can't hold a level down. {Available(entry)}"
            )
            .Unless(
                !isLowered || isComparable,
                "stage",
                "inherent-is-outdated",
                $"Rate the inherent level anew first: it was rated by other criteria (version {entry.Inherent?.CriteriaVersion}) than those in force (version {criteria.Version})."
            )
            .Unless(
                !isLowered || !isComparable || on.Count > 0,
                "restsOn",
                "nothing-to-rest-on",
                $"The current level lies below the inherent one only where it rests on something. {Available(entry)}"
            )
            .Unless(
                !(stage == RatingStage.Inherent && Uncovers(rank, entry, criteria)),
                "stage",
                "current-rests-on-nothing",
                "The current level would lie below this one and rests on nothing. Rate the current level first, with what it rests on or as high as this."
            );
    }

    /// <summary>What a lowered level of a risk may rest on, to choose from.</summary>
    public static IReadOnlyList<Choice> Choices(Entry entry) =>
        entry.Kind != EntryKind.Risk
            ? []
            :
            [
                .. entry
                    .Controls.Select(control => new Choice(control.Id, $"{control.Id}: {control.Title}"))
                    .Concat(entry.Actions.Select(action => new Choice(action.Id, $"{action.Id}: {action.Title}")))
                    .Where(choice => entry.CanCarry(choice.Value)),
            ];

    /// <summary>What the current level rests on and still may, as long as it does not go lower.</summary>
    public static IReadOnlyList<string> Kept(AssessEntry rating, Entry entry, RiskCriteria criteria) =>
        entry.Current is { RestsOn: { } on } current
        && current.CriteriaVersion == criteria.Version
        && criteria.RankOf(rating, entry.Kind) >= current.Rank
            ? [.. on.Where(entry.CanCarry)]
            : [];

    private static string Available(Entry entry) =>
        Choices(entry) is { Count: > 0 } choices
            ? $"{entry.Reference} has {string.Join(", ", choices.Select(choice => choice.Value))}: choose what it rests on."
            : $"{entry.Reference} has no control in force and no completed action: add a control or complete an action first.";

    /// <summary>Whether an inherent rating would leave a current one below it that claims nothing; imported ones are like that already.</summary>
    private static bool Uncovers(int? rank, Entry entry, RiskCriteria criteria) =>
        entry is { Kind: EntryKind.Risk, Current: { RestsOn: null or { Count: 0 } } current }
        && current.CriteriaVersion == criteria.Version
        && rank > current.Rank
        && !(entry.Inherent?.Rank > current.Rank);
}
