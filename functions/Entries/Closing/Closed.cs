namespace RiskRegister.Entries;

/// <summary>The entry was closed.</summary>
public sealed record Closed(string Reason) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Reason;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry with
        {
            State = EntryState.Closed,
            ClosedReason = Reason,
            Review = null,
            ReviewCall = null,
            NextReview = null,
            AcceptanceRequest = null,
        };
}
