using System.Text.Json.Serialization;

namespace RiskRegister.Register.Records;

/// <summary>
/// What an agency keeps beside its entries: its settings, a person, a signal, an indicator, a process. Each change makes a new version,
/// and every version is kept as it was, see <see cref="RecordVersion"/>. A record is stored as it is, so lists query its own fields.
/// </summary>
/// <param name="Agency">Partition.</param>
public abstract record RegisterRecord(string Agency)
{
    /// <summary>Document id; made of what names the record, so that it can't be there twice.</summary>
    public abstract string Id { get; }

    /// <summary>The kind of record, such as <c>person</c>.</summary>
    public abstract string Type { get; }

    /// <summary>What people call it, in messages such as "The signal S-0007 does not exist here."</summary>
    [JsonIgnore]
    public abstract string Called { get; }

    /// <summary>Counts the changes; 0 before the first one is stored, and for what was stored before versions were kept.</summary>
    public int Version { get; init; }

    /// <summary>Hash of the last version; null while there is none.</summary>
    public string? Head { get; init; }
}
