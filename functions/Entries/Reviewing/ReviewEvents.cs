namespace RiskRegister.Entries;

/// <summary>A reassessment run asked the owner.</summary>
public sealed record ReviewAsked(string Run, DateOnly AskedOn, string Why) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Why;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry with
        {
            Review = new OpenReview(Run, AskedOn, Why),
        };
}

/// <summary>The owner was reminded of the open review.</summary>
public sealed record ReviewReminded(string Run, DateOnly On) : EntryEvent
{
    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry with
        {
            Review = entry.Review is { } open ? open with { Reminders = open.Reminders + 1, RemindedOn = On } : null,
        };
}

/// <summary>Somebody was told that the answer is late.</summary>
public sealed record ReviewEscalated(string Run, DateOnly On, string To) : EntryEvent
{
    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry with
        {
            Review = entry.Review is { } open ? open with { EscalatedTo = To, EscalatedOn = On } : null,
        };
}

/// <summary>The review was answered; <paramref name="Run"/> is null for a review that no run had asked for.</summary>
public sealed record Reviewed(ReviewAnswerKind Answer, string Reason, string? Run, DateOnly? NextReview) : EntryEvent
{
    /// <summary>Keys of the reasons for a review that were there, so that none of them is asked about again; null for none.</summary>
    public IReadOnlyList<string>? Covers { get; init; }

    /// <inheritdoc/>
    public override string? WhyGiven() => Reason;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry with
        {
            Review = null,
            ReviewCall = null,
            NextReview = NextReview,
            LastReview = new ReviewAnswer(Answer, Reason, at, by) { Covers = Covers },
        };
}

/// <summary>The run that had asked was ended before there was an answer: nobody waits for one any more.</summary>
public sealed record ReviewWithdrawn(string Run, string Why) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Why;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) => entry with { Review = null };
}
