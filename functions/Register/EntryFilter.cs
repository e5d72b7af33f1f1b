using System.Text.Json.Serialization;
using RiskRegister.Api;
using RiskRegister.Context;
using RiskRegister.Entries;

namespace RiskRegister.Register;

/// <summary>What a list of entries is filtered and sorted by; null means no filter.</summary>
public sealed record EntryFilter
{
    /// <summary>Risk or opportunity.</summary>
    public EntryKind? Kind { get; init; }

    /// <summary>Draft, open or closed.</summary>
    public EntryState? State { get; init; }

    /// <summary>What can be said of it today.</summary>
    [OneOf(typeof(Entries.Standing), nameof(Entries.Standing.All))]
    public string? Standing { get; init; }

    /// <summary>E-mail address of the owner.</summary>
    public string? Owner { get; init; }

    /// <summary>E-mail address of the delegate.</summary>
    public string? Delegate { get; init; }

    /// <summary>A category.</summary>
    public string? Category { get; init; }

    /// <summary>A tag.</summary>
    public string? Tag { get; init; }

    /// <summary>A process: of the entry, or of one of its controls or actions.</summary>
    public string? Process { get; init; }

    /// <summary>An objective.</summary>
    public string? Objective { get; init; }

    /// <summary>An issue of the context.</summary>
    public string? Issue { get; init; }

    /// <summary>An interested party.</summary>
    public string? Party { get; init; }

    /// <summary>Id of the level that counts today.</summary>
    public string? Level { get; init; }

    /// <summary>Words to look for in reference, title and statement.</summary>
    [JsonPropertyName("q")]
    public string? Search { get; init; }

    /// <summary>The order: by level the highest first, by change the latest first.</summary>
    [OneOf(typeof(EntryList), nameof(EntryList.Sorts))]
    public string Sort { get; init; } = EntryList.DefaultSort;

    /// <summary>Whether the filter lets an entry through that is not read from a list.</summary>
    public bool LetsThrough(EntryDocument entry) =>
        (Kind ?? entry.Kind) == entry.Kind
        && (State ?? entry.State) == entry.State
        && Has(entry.Standing, Standing)
        && (Owner?.ToLowerInvariant() ?? entry.Owner) == entry.Owner
        && (Delegate?.ToLowerInvariant() ?? entry.Delegate) == entry.Delegate
        && (Category ?? entry.Category) == entry.Category
        && (Level ?? entry.LevelId) == entry.LevelId
        && Has(entry.Tags, Tag)
        && Named.All(pair => Has(entry.Context, pair.Key))
        && entry.Search.Contains(Search?.ToLowerInvariant() ?? "", StringComparison.Ordinal);

    /// <summary>The parts of the context that an entry has to name, by parameter.</summary>
    [JsonIgnore]
    public IReadOnlyList<(string Parameter, string? Key)> Named =>
        [
            ("@process", KeyOf(ContextKind.Process, Process)),
            ("@objective", KeyOf(ContextKind.Objective, Objective)),
            ("@issue", KeyOf(ContextKind.Issue, Issue)),
            ("@party", KeyOf(ContextKind.Party, Party)),
        ];

    private static string? KeyOf(ContextKind kind, string? name) => name is null ? null : new ContextName(kind, name).Key;

    private static bool Has(IReadOnlyList<string> values, string? value) => value is null || values.Contains(value);
}
