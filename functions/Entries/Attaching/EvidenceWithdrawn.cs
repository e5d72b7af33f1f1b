namespace RiskRegister.Entries;

/// <summary>Evidence no longer counts. Its name and hash stay in the history; its file is no longer given out.</summary>
public sealed record EvidenceWithdrawn(string Id, string Reason) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Reason;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry with
        {
            Evidence = [.. entry.Evidence.Select(e => e.Id == Id ? e with { WithdrawnAt = at, WithdrawnReason = Reason } : e)],
        };
}
