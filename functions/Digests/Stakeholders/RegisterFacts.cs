using RiskRegister.Entries;

namespace RiskRegister.Digests.Stakeholders;

/// <summary>What a digest for stakeholders tells of an entry.</summary>
/// <param name="Entry">The entry as it is.</param>
/// <param name="Readers">Of a confidential entry, who may see it besides those who oversee the register; null for all others.</param>
/// <param name="Before">What it was when the period began; null when it was not raised then, or did not change since.</param>
public sealed record EntryFact(Entry Entry, IReadOnlyList<string>? Readers, Entry? Before)
{
    /// <summary>Whether it was changed in the period.</summary>
    public bool IsChanged { get; init; }

    /// <summary>Rank of the level when the period began; 0 for none.</summary>
    public int RankBefore => (IsChanged ? Before : Entry)?.Effective?.Rank ?? 0;

    /// <summary>Rank of the level; 0 for none.</summary>
    public int Rank => Entry.Effective?.Rank ?? 0;

    /// <summary>Raised in the period, and still there.</summary>
    public bool IsNew => IsChanged && Before is null && Entry.State != EntryState.Closed;

    /// <summary>Closed in the period.</summary>
    public bool IsClosed => IsChanged && Before?.State != EntryState.Closed && Entry.State == EntryState.Closed;

    /// <summary>Open, and at a higher or lower level than when the period began; an entry without a level has not moved.</summary>
    public bool HasMoved => Entry.State != EntryState.Closed && Rank > 0 && RankBefore > 0 && Rank != RankBefore;

    /// <summary>An opportunity of which it was told in the period what it has brought.</summary>
    public bool IsRealised => Entry.Realised.Count > (IsChanged ? Before?.Realised.Count ?? 0 : Entry.Realised.Count);
}

/// <summary>The register and what moved in it.</summary>
/// <param name="From">Begin of the period.</param>
/// <param name="Entries">The open entries, and those closed in the period.</param>
public sealed record RegisterFacts(DateTimeOffset From, IReadOnlyList<EntryFact> Entries);
