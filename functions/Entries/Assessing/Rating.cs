namespace RiskRegister.Entries;

/// <summary>When a rating applies.</summary>
public enum RatingStage
{
    /// <summary>Before any control.</summary>
    Inherent,

    /// <summary>With the controls of today.</summary>
    Current,

    /// <summary>When the planned actions are effective.</summary>
    Target,
}

/// <summary>How sure the rater is.</summary>
public enum Confidence
{
    /// <summary>A guess.</summary>
    Low,

    /// <summary>Some experience or figures.</summary>
    Medium,

    /// <summary>Good figures.</summary>
    High,
}

/// <summary>
/// A position on the agency's scales. Risks have likelihood and consequence, opportunities feasibility and benefit; both from 1 to the
/// number of steps of the scale.
/// </summary>
/// <param name="Likelihood">Risks: how likely.</param>
/// <param name="Consequence">Risks: how grave.</param>
/// <param name="Feasibility">Opportunities: how feasible.</param>
/// <param name="Benefit">Opportunities: how beneficial.</param>
/// <param name="Level">Id of the level that the criteria of that version give the pair.</param>
/// <param name="Rank">Place of that level among the levels, 1 is the lowest: what lists sort by.</param>
/// <param name="Rationale">Why this position.</param>
/// <param name="CriteriaVersion">Version of the criteria that it was rated by; older ratings are shown as they were, never rescaled.</param>
/// <param name="At">When.</param>
/// <param name="By">Who, by e-mail address.</param>
public sealed record Rating(
    int? Likelihood,
    int? Consequence,
    int? Feasibility,
    int? Benefit,
    string Level,
    int Rank,
    string Rationale,
    int CriteriaVersion,
    DateTimeOffset At,
    string By
)
{
    /// <summary>How sure the rater is; null when it was not told.</summary>
    public Confidence? Confidence { get; init; }

    /// <summary>Ids of the controls and completed actions (C1, A2) that a level below inherent rests on.</summary>
    public IReadOnlyList<string>? RestsOn { get; init; }
}

/// <summary>The entry was rated for one stage; <paramref name="NextReview"/> is set where the level sets another review interval.</summary>
public sealed record Assessed(RatingStage Stage, Rating Rating, DateOnly? NextReview) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Rating.Rationale;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by)
    {
        var opened = entry with { State = EntryState.Open, NextReview = NextReview ?? entry.NextReview };
        return Stage switch
        {
            RatingStage.Inherent => opened with { Inherent = Rating },
            RatingStage.Current => opened with { Current = Rating },
            _ => opened with { Target = Rating },
        };
    }
}
