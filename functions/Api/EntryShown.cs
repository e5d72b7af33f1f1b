using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using RiskRegister.Entries;
using RiskRegister.Entries.Pursuing;

namespace RiskRegister.Api;

/// <summary>An entry as the API shows it: its state, and what can be said of it on a day.</summary>
public sealed record EntryShown : Entry
{
    [SetsRequiredMembers]
    private EntryShown(Entry entry, DecisionContext context)
        : base(entry)
    {
        Level = entry.Effective?.Level;
        Standing = Entries.Standing.Of(entry, context.Settings, context.Today);
        Realisation = Realisation.Of(entry);
        Acceptance = AcceptanceShown.Of(entry, context);
    }

    /// <summary>The last acceptance, and whether it still holds.</summary>
    [JsonPropertyOrder(1)]
    public new AcceptanceShown? Acceptance { get; }

    /// <summary>Id of the level that counts: that of the current rating, or of the inherent one while there is no other.</summary>
    [JsonPropertyOrder(1)]
    public string? Level { get; }

    /// <summary>What can be said of the entry on that day, the most urgent first.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<string> Standing { get; }

    /// <summary>Opportunity: what it has brought against what it was to bring; there when a benefit is expected.</summary>
    [JsonPropertyOrder(1)]
    public Realisation? Realisation { get; }

    /// <summary>The entry on the day of the context.</summary>
    public static EntryShown Of(Entry entry, DecisionContext context) => new(entry, context);
}

/// <summary>An acceptance as the API shows it.</summary>
public sealed record AcceptanceShown : Acceptance
{
    private AcceptanceShown(Acceptance acceptance)
        : base(acceptance) { }

    /// <summary>Whether it still holds.</summary>
    public bool Holds { get; private init; }

    /// <summary>What is no longer as it was accepted; there when it does not hold, and empty when only its last day has passed.</summary>
    public IReadOnlyList<SealDifference>? Differences { get; private init; }

    /// <summary>The last acceptance of an entry on the day of the context; null for none.</summary>
    public static AcceptanceShown? Of(Entry entry, DecisionContext context)
    {
        if (entry.Acceptance is not { } acceptance)
        {
            return null;
        }

        var holds = !Standing.IsVoid(entry, context.Settings, context.Today);
        return new(acceptance)
        {
            Holds = holds,
            Differences = holds ? null : acceptance.Seal.DifferencesTo(AcceptanceSeal.Of(entry, context.Settings)),
        };
    }
}
