namespace RiskRegister.Entries;

/// <summary>What another entry is to this one.</summary>
public enum LinkKind
{
    /// <summary>To an opportunity: a risk of pursuing it.</summary>
    RiskOfPursuing,

    /// <summary>To a risk: the opportunity whose pursuit brings it.</summary>
    BroughtByPursuing,

    /// <summary>To any: it has to do with it.</summary>
    Related,
}

/// <summary>A tie to another entry of the agency; the other one has the tie back.</summary>
public sealed record EntryLink(string To, LinkKind Kind);

/// <summary>The entry was tied to another one.</summary>
public sealed record Linked(string To, LinkKind Kind) : EntryEvent
{
    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry with
        {
            Links = [.. entry.Links, new EntryLink(To, Kind)],
        };
}

/// <summary>A tie to another entry was taken away.</summary>
public sealed record Unlinked(string To, LinkKind Kind, string Reason) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Reason;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry with
        {
            Links = [.. entry.Links.Where(link => link != new EntryLink(To, Kind))],
        };
}
