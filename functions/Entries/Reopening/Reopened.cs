namespace RiskRegister.Entries;

/// <summary>A closed entry is in force again, and is reviewed from <paramref name="NextReview"/> on.</summary>
public sealed record Reopened(string Reason, DateOnly NextReview) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Reason;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry with
        {
            State = EntryState.Open,
            ClosedReason = null,
            NextReview = NextReview,
        };
}
