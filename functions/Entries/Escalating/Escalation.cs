namespace RiskRegister.Entries;

/// <summary>That an entry has left appetite, and is watched until it was back inside for some reviews.</summary>
/// <param name="Since">The day on which it left appetite.</param>
/// <param name="Level">Id of the level that it reached.</param>
public sealed record Escalation(DateOnly Since, string Level)
{
    /// <summary>Reviews answered since the level is back inside appetite.</summary>
    public int QuietReviews { get; init; }
}

/// <summary>The level that counts has left appetite.</summary>
public sealed record AppetiteLeft(DateOnly On, string Level, string Appetite) : EntryEvent
{
    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry with
        {
            Escalation = new Escalation(entry.Escalation?.Since ?? On, Level),
        };
}

/// <summary>The level was back inside appetite at one more review; at the last of the agency's number of quiet reviews the escalation ends.</summary>
public sealed record AppetiteRegained(int QuietReviews, bool Ends) : EntryEvent
{
    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry with
        {
            Escalation = Ends || entry.Escalation is null ? null : entry.Escalation with { QuietReviews = QuietReviews },
        };
}
