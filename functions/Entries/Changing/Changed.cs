using System.Text.Json;
using System.Text.Json.Nodes;
using RiskRegister.Register;

namespace RiskRegister.Entries;

/// <summary>Details were changed. <paramref name="To"/> has the new values of those that changed; null stands for none (RFC 7396).</summary>
public sealed record Changed(JsonObject To, string? Reason) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Reason;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry.With(Merge(entry, To).Deserialize<EntryDetails>(RegisterJson.Options)!);

    /// <summary>The details of an entry with the values of <paramref name="change"/> in their place.</summary>
    public static JsonObject Merge(Entry entry, JsonObject change)
    {
        var details = JsonSerializer.SerializeToNode<EntryDetails>(entry, RegisterJson.Options)!.AsObject();
        foreach (var (name, value) in change)
        {
            if (value is null)
            {
                details.Remove(name);
            }
            else
            {
                details[name] = value.DeepClone();
            }
        }

        return details;
    }
}
