using System.Text.Json.Serialization;

namespace RiskRegister.Entries;

/// <summary>Something that will be done about the entry. Done is not yet effective: completion sets the day of the effectiveness check.</summary>
/// <param name="Id">A1, A2, ... within the entry.</param>
/// <param name="Title">What will be done.</param>
/// <param name="Owner">E-mail address of who does it; null for the entry's owner.</param>
/// <param name="Due">The day by which it is done.</param>
/// <param name="Process">The process or procedure that it is built into.</param>
/// <param name="Measure">How its success will be told.</param>
public sealed record PlannedAction(string Id, string Title, string? Owner, DateOnly? Due, string? Process, string? Measure)
{
    /// <summary>What it costs, in the agency's currency.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The same action in the other entries that it serves: what happens to one happens to all, in one transaction.</summary>
    public IReadOnlyList<ActionTwin>? Twins { get; init; }

    /// <summary>The day on which it was completed.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Who completed it.</summary>
    public string? CompletedBy { get; init; }

    /// <summary>What was done.</summary>
    public string? Outcome { get; init; }

    /// <summary>The day on which its effectiveness is to be checked.</summary>
    public DateOnly? CheckDue { get; init; }

    /// <summary>What the check came to.</summary>
    public EffectivenessCheck? Check { get; init; }

    /// <summary>The day on which it was given up.</summary>
    public DateOnly? DroppedOn { get; init; }

    /// <summary>Why it was given up.</summary>
    public string? DroppedReason { get; init; }

    /// <summary>Whether it is still to be done.</summary>
    [JsonIgnore]
    public bool IsOpen => CompletedAt is null && DroppedOn is null;

    /// <summary>Whether its effect is still to be checked.</summary>
    [JsonIgnore]
    public bool AwaitsCheck => CompletedAt is not null && Check is null;
}

/// <summary>An action in another entry.</summary>
/// <param name="Reference">The entry.</param>
/// <param name="Id">Id of the action there.</param>
public sealed record ActionTwin(string Reference, string Id);
