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
);

/// <summary>The ways to respond; which of them fit depends on the kind of the entry.</summary>
public enum ResponseKind
{
    /// <summary>Risk: stop what gives rise to it.</summary>
    Avoid,

    /// <summary>Risk: remove its source.</summary>
    RemoveSource,

    /// <summary>Risk: change how likely it is.</summary>
    ChangeLikelihood,

    /// <summary>Risk: change what it would do.</summary>
    ChangeConsequence,

    /// <summary>Both: share it with another party.</summary>
    Share,

    /// <summary>Risk: retain it by informed decision.</summary>
    Retain,

    /// <summary>Risk: take it to pursue an opportunity.</summary>
    Take,

    /// <summary>Opportunity: make sure that it happens.</summary>
    Exploit,

    /// <summary>Opportunity: raise its feasibility or benefit.</summary>
    Enhance,

    /// <summary>Opportunity: take it if it comes.</summary>
    Accept,

    /// <summary>Opportunity: leave it.</summary>
    Decline,
}

/// <summary>The chosen response and its reason.</summary>
public sealed record Response(ResponseKind Kind, string Reason);

/// <summary>Something that will be done about the entry. Done is not yet effective: completion sets the day of the effectiveness check.</summary>
public sealed record PlannedAction(string Id, string Title, string? Owner, DateOnly? Due, string? Process, string? Measure)
{
    /// <summary>The day on which it was completed.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Who completed it.</summary>
    public string? CompletedBy { get; init; }

    /// <summary>What was done.</summary>
    public string? Outcome { get; init; }

    /// <summary>The day on which its effectiveness is to be checked.</summary>
    public DateOnly? CheckDue { get; init; }

    internal static PlannedAction From(ActionPlanned e) => new(e.Id, e.Title, e.Owner, e.Due, e.Process, e.Measure);

    internal PlannedAction Complete(ActionCompleted e, DateTimeOffset at, string by) =>
        this with
        {
            CompletedAt = at,
            CompletedBy = by,
            Outcome = e.Outcome,
            CheckDue = e.CheckDue,
        };
}

/// <summary>A review that waits for an answer.</summary>
/// <param name="Run">The reassessment run that asked, named by its date.</param>
/// <param name="AskedOn">The day of the question.</param>
/// <param name="Why">Why the entry was due.</param>
public sealed record OpenReview(string Run, DateOnly AskedOn, string Why)
{
    /// <summary>How often the owner was reminded.</summary>
    public int Reminders { get; init; }

    /// <summary>The day of the last reminder.</summary>
    public DateOnly? RemindedOn { get; init; }

    /// <summary>Who was told that the answer is late: e-mail address.</summary>
    public string? EscalatedTo { get; init; }

    /// <summary>The day of the last escalation.</summary>
    public DateOnly? EscalatedOn { get; init; }

    internal OpenReview Remind(ReviewReminded e) => this with { Reminders = Reminders + 1, RemindedOn = e.On };

    internal OpenReview Escalate(ReviewEscalated e) => this with { EscalatedTo = e.To, EscalatedOn = e.On };
}

/// <summary>The ways to answer a review.</summary>
public enum ReviewAnswerKind
{
    /// <summary>Still holds, with the reason why.</summary>
    Confirmed,

    /// <summary>Rated anew.</summary>
    Rescored,

    /// <summary>Changed in another way.</summary>
    Changed,

    /// <summary>Handed to somebody with more authority.</summary>
    Escalated,

    /// <summary>Closed.</summary>
    Closed,
}

/// <summary>An answer that was given to a review.</summary>
public sealed record ReviewAnswer(ReviewAnswerKind Answer, string Reason, DateTimeOffset At, string By);
