using System.Text.Json.Nodes;
using RiskRegister.Api;

namespace RiskRegister.Entries;

/// <summary>Details were changed. <paramref name="To"/> has the new values of those that changed; null stands for none (RFC 7396).</summary>
public sealed record Changed(JsonObject To, string? Reason) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Reason;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry.With(MergePatch.Merge<EntryDetails>(entry, To));
}
