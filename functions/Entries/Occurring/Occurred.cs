namespace RiskRegister.Entries;

/// <summary>One time that what an entry is about has happened.</summary>
/// <param name="On">The day on which it happened.</param>
/// <param name="What">What happened.</param>
/// <param name="At">When it was told.</param>
/// <param name="By">Who told it.</param>
public sealed record Occurrence(DateOnly On, string What, DateTimeOffset At, string By);

/// <summary>What the entry is about has happened; the entry is to be reviewed on <paramref name="NextReview"/>.</summary>
public sealed record Occurred(DateOnly On, string What, DateOnly NextReview) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => What;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry with
        {
            Occurrences = [.. entry.Occurrences, new Occurrence(On, What, at, by)],
            NextReview = NextReview,
        };
}
