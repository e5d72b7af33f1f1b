namespace RiskRegister.Entries;

/// <summary>A signal was answered by changing the entry; so the thread goes from the one to the other and back.</summary>
public sealed record SignalNoted(string Signal, string Title, string Why) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Why;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) => entry.Knowing(Signal);
}
