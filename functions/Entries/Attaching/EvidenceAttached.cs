namespace RiskRegister.Entries;

/// <summary>A file that proves what is claimed. The file itself is in blob storage; its hash is part of the history.</summary>
/// <param name="Id">E1, E2, ... within the entry.</param>
/// <param name="FileName">As the person named it.</param>
/// <param name="ContentType">What its content was found to be, whatever was claimed.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Hash of its content in lower-case hexadecimal.</param>
/// <param name="About">Id of the control or action that it is about; null for the entry itself.</param>
public record Evidence(string Id, string FileName, string ContentType, long Bytes, string Sha256, string? About)
{
    /// <summary>When it was attached.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Who attached it.</summary>
    public string By { get; init; } = "";

    /// <summary>When it was withdrawn; null while it counts.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>Why it was withdrawn.</summary>
    public string? WithdrawnReason { get; init; }
}

/// <summary>Evidence was attached.</summary>
public sealed record EvidenceAttached(string Id, string FileName, string ContentType, long Bytes, string Sha256, string? About)
    : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => FileName;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry with
        {
            Evidence = [.. entry.Evidence, new Evidence(Id, FileName, ContentType, Bytes, Sha256, About) { At = at, By = by }],
        };
}
