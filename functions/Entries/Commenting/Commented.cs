namespace RiskRegister.Entries;

/// <summary>Somebody said something about the entry; nothing else changes.</summary>
public sealed record Commented(string Text) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Text;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) => entry;
}
