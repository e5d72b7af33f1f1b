namespace RiskRegister.Entries.Linking;

/// <summary>What tying and untying have in common: a tie has two ends, and both change together.</summary>
internal static class Ties
{
    /// <summary>The kind that a tie has at its other end.</summary>
    public static LinkKind Back(LinkKind kind) =>
        kind switch
        {
            LinkKind.RiskOfPursuing => LinkKind.BroughtByPursuing,
            LinkKind.BroughtByPursuing => LinkKind.RiskOfPursuing,
            _ => LinkKind.Related,
        };

    /// <summary>The reference of the other end, if one is named.</summary>
    public static IReadOnlyList<string> Other(string? to) => to.OrNull() is { } reference ? [reference] : [];

    /// <summary>Both ends must be there, be two, and not be closed.</summary>
    public static Checks Ends(this Checks checks, Entry entry, Entry? other) =>
        checks
            .NotClosed(entry)
            .Unless(other is not null, "to", "required", "Enter the reference of the other entry, such as R-0042.")
            .Unless(
                other?.Reference != entry.Reference,
                "to",
                "itself",
                $"Name another entry: {entry.Reference} can't be tied to itself."
            )
            .Unless(
                other is null || other.Reference == entry.Reference || other.State != EntryState.Closed,
                "to",
                "other-is-closed",
                $"{other?.Reference} is closed: its ties can't be changed any more."
            );

    /// <summary>One event for each end, or the refusals.</summary>
    public static IReadOnlyList<Decision> Both(Checks checks, Func<EntryEvent> here, Func<EntryEvent> there)
    {
        var decision = checks.Or(here);
        return decision.Refusals.Count > 0 ? [decision] : [decision, Decision.Accept(there())];
    }
}
