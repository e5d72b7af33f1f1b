using System.Globalization;
using System.Text.Json;

namespace RiskRegister.Register.Records;

/// <summary>One version of a record as it is stored, for good: what was done, and the record after it.</summary>
/// <param name="Id">Made from the record's id and the version, so that a version can't be written twice.</param>
/// <param name="Agency">Partition.</param>
/// <param name="Type">Always <c>version</c>.</param>
/// <param name="Reference">Id of the record.</param>
/// <param name="Version">Version of the record after the change.</param>
/// <param name="At">When.</param>
/// <param name="By">Who: e-mail address, or the name of the part of the system that acted.</param>
/// <param name="Name">What was done, such as <c>signal-answered</c>.</param>
/// <param name="Why">The reason that was given.</param>
/// <param name="Data">The record after the change.</param>
/// <param name="Previous">Hash of the version before; null for the first one.</param>
/// <param name="Hash">Hash of this version, see <see cref="HashChain"/>.</param>
public sealed record RecordVersion(
    string Id,
    string Agency,
    string Type,
    string Reference,
    int Version,
    DateTimeOffset At,
    string By,
    string Name,
    string? Why,
    JsonElement Data,
    string? Previous,
    string Hash
)
{
    /// <summary>Value of <see cref="Type"/>.</summary>
    public const string DocumentType = "version";

    /// <summary>Id of a version of a record.</summary>
    public static string IdOf(string record, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"version:{record}:{version:D5}");

    /// <summary>The record with its next version, ready to be stored together.</summary>
    public static (T Record, RecordVersion Version) Next<T>(RecordChange<T> change, DateTimeOffset at, string by)
        where T : RegisterRecord
    {
        var version = change.After.Version + 1;
        var data = Kept(change.After with { Version = version, Head = null });
        var id = IdOf(change.After.Id, version);
        var link = new RecordVersion(
            id,
            change.After.Agency,
            DocumentType,
            change.After.Id,
            version,
            at,
            by,
            change.Name,
            change.Why,
            data,
            change.After.Head,
            ""
        );
        link = link with { Hash = HashChain.Of(JsonSerializer.SerializeToElement(link, RegisterJson.Options)) };
        return (change.After with { Version = version, Head = link.Hash }, link);
    }

    /// <summary>A record as versions keep it: without the hash, which is of the version itself.</summary>
    public static JsonElement Kept(RegisterRecord record) =>
        JsonSerializer.SerializeToElement(record with { Head = null }, record.GetType(), RegisterJson.Options);
}
