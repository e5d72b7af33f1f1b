namespace RiskRegister.Entries;

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
public sealed record ReviewAnswer(ReviewAnswerKind Answer, string Reason, DateTimeOffset At, string By)
{
    /// <summary>Keys of the reasons for a review that were there when it was answered, see <see cref="Due"/>; null for none.</summary>
    public IReadOnlyList<string>? Covers { get; init; }
}
