namespace RiskRegister.Entries;

/// <summary>What a current level below inherent stands on: it counts as projected until the effect of what it rests on was checked.</summary>
public enum RatingBasis
{
    /// <summary>Nothing was lowered, or nothing is claimed for it, as in imported files.</summary>
    None,

    /// <summary>All that it rests on is in force or was found effective.</summary>
    Proven,

    /// <summary>An action that it rests on has no check yet that found it effective.</summary>
    Projected,

    /// <summary>A part of what it rested on was found not effective, or is gone: it has to be rated anew.</summary>
    Weakened,

    /// <summary>Nothing of what it rested on is left: the inherent level counts again.</summary>
    Failed,
}

/// <summary>Finds the basis of a rating.</summary>
public static class RatingBases
{
    /// <summary>The basis of an entry's current rating.</summary>
    public static RatingBasis Of(Entry entry)
    {
        if (entry.Current is not { RestsOn: { Count: > 0 } ids } current || !(current.Rank < entry.Inherent?.Rank))
        {
            return RatingBasis.None;
        }

        var parts = ids.Select(id => Of(entry, id)).ToList();
        return parts.TrueForAll(part => part == RatingBasis.Failed) ? RatingBasis.Failed
            : parts.Contains(RatingBasis.Failed) ? RatingBasis.Weakened
            : parts.Contains(RatingBasis.Projected) ? RatingBasis.Projected
            : RatingBasis.Proven;
    }

    /// <summary>Whether a lowered level may rest on what has this id: a control in force, or a completed action that was not found without effect.</summary>
    public static bool CanCarry(this Entry entry, string id) => Of(entry, id) != RatingBasis.Failed;

    private static RatingBasis Of(Entry entry, string id)
    {
        if (entry.Controls.FirstOrDefault(control => control.Id == id) is { } control)
        {
            return control.RetiredOn is null ? RatingBasis.Proven : RatingBasis.Failed;
        }

        var action = entry.Actions.FirstOrDefault(action => action.Id == id);
        return action?.CompletedAt is null || action.Check?.Verdict == Verdict.NotEffective ? RatingBasis.Failed
            : action.Check?.Verdict == Verdict.Effective ? RatingBasis.Proven
            : RatingBasis.Projected;
    }
}
