using System.Text.Json.Serialization;

namespace RiskRegister.Entries;

/// <summary>Something that happened to an entry. Events are only ever appended; their names and fields are stored for good.</summary>
[JsonPolymorphic(
    TypeDiscriminatorPropertyName = "name",
    UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization
)]
[JsonDerivedType(typeof(Raised), "raised")]
[JsonDerivedType(typeof(Imported), "imported")]
[JsonDerivedType(typeof(Assessed), "assessed")]
[JsonDerivedType(typeof(Responded), "responded")]
[JsonDerivedType(typeof(ActionPlanned), "action-planned")]
[JsonDerivedType(typeof(ActionCompleted), "action-completed")]
[JsonDerivedType(typeof(ReviewAsked), "review-asked")]
[JsonDerivedType(typeof(ReviewReminded), "review-reminded")]
[JsonDerivedType(typeof(ReviewEscalated), "review-escalated")]
[JsonDerivedType(typeof(Reviewed), "reviewed")]
[JsonDerivedType(typeof(Closed), "closed")]
public abstract record EntryEvent
{
    /// <summary>The reason that was given, shown as the "why" of the history. A method, because properties would be stored.</summary>
    public virtual string? WhyGiven() => null;
}

/// <summary>The entry came into the register.</summary>
public sealed record Raised(EntryKind Kind, string Title) : EntryEvent
{
    /// <summary>True when it is only noted so far.</summary>
    public bool Draft { get; init; }

    /// <inheritdoc cref="Entry.Cause"/>
    public string? Cause { get; init; }

    /// <inheritdoc cref="Entry.Event"/>
    public string? Event { get; init; }

    /// <inheritdoc cref="Entry.Consequence"/>
    public string? Consequence { get; init; }

    /// <inheritdoc cref="Entry.Opening"/>
    public string? Opening { get; init; }

    /// <inheritdoc cref="Entry.Action"/>
    public string? Action { get; init; }

    /// <inheritdoc cref="Entry.Benefit"/>
    public string? Benefit { get; init; }

    /// <inheritdoc cref="Entry.Owner"/>
    public string? Owner { get; init; }

    /// <inheritdoc cref="Entry.Category"/>
    public string? Category { get; init; }

    /// <inheritdoc cref="Entry.Processes"/>
    public IReadOnlyList<string>? Processes { get; init; }

    /// <inheritdoc cref="Entry.Objectives"/>
    public IReadOnlyList<string>? Objectives { get; init; }

    /// <inheritdoc cref="Entry.Notes"/>
    public string? Notes { get; init; }

    /// <inheritdoc cref="Entry.SourceReference"/>
    public string? SourceReference { get; init; }

    /// <inheritdoc cref="Entry.NextReview"/>
    public DateOnly? NextReview { get; init; }
}

/// <summary>The entry came into the register from a file, with what the file told of it.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Row">Row of the file, counted from 1.</param>
/// <param name="As">The entry as if it had been raised by hand.</param>
public sealed record Imported(string File, int Row, Raised As) : EntryEvent
{
    /// <inheritdoc cref="Entry.Inherent"/>
    public Rating? Inherent { get; init; }

    /// <inheritdoc cref="Entry.Current"/>
    public Rating? Current { get; init; }

    /// <inheritdoc cref="Entry.Target"/>
    public Rating? Target { get; init; }

    /// <inheritdoc cref="Entry.Response"/>
    public Response? Response { get; init; }

    /// <inheritdoc cref="Entry.Actions"/>
    public IReadOnlyList<PlannedAction>? Actions { get; init; }

    /// <summary>Set when the file tells that the entry is closed.</summary>
    public string? ClosedReason { get; init; }

    /// <inheritdoc/>
    public override string? WhyGiven() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Row {Row} of {File}");
}

/// <summary>The entry was rated for one stage; <paramref name="NextReview"/> is set where the level sets another review interval.</summary>
public sealed record Assessed(RatingStage Stage, Rating Rating, DateOnly? NextReview) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Rating.Rationale;
}

/// <summary>A response was chosen.</summary>
public sealed record Responded(ResponseKind Kind, string Reason) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Reason;
}

/// <summary>An action was planned.</summary>
public sealed record ActionPlanned(string Id, string Title, string? Owner, DateOnly? Due, string? Process, string? Measure)
    : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Title;
}

/// <summary>An action was completed.</summary>
public sealed record ActionCompleted(string Id, string Outcome, DateOnly CheckDue) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Outcome;
}

/// <summary>A reassessment run asked the owner.</summary>
public sealed record ReviewAsked(string Run, DateOnly AskedOn, string Why) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Why;
}

/// <summary>The owner was reminded of the open review.</summary>
public sealed record ReviewReminded(string Run, DateOnly On) : EntryEvent;

/// <summary>Somebody was told that the answer is late.</summary>
public sealed record ReviewEscalated(string Run, DateOnly On, string To) : EntryEvent;

/// <summary>The review was answered; <paramref name="Run"/> is null for a review that no run had asked for.</summary>
public sealed record Reviewed(ReviewAnswerKind Answer, string Reason, string? Run, DateOnly? NextReview) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Reason;
}

/// <summary>The entry was closed.</summary>
public sealed record Closed(string Reason) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Reason;
}
