using System.Text.Json;
using RiskRegister.Entries;

namespace RiskRegister.Register;

/// <summary>One event of an entry as it is stored, for good.</summary>
/// <param name="Id">Made from reference and version, so that a version can't be written twice.</param>
/// <param name="Agency">Partition.</param>
/// <param name="Type">Always <c>event</c>.</param>
/// <param name="Reference">The entry.</param>
/// <param name="Version">Version of the entry after the event.</param>
/// <param name="At">When.</param>
/// <param name="By">Who: e-mail address, or the name of the part of the system that acted.</param>
/// <param name="Why">The reason that was given.</param>
/// <param name="Data">The event itself.</param>
/// <param name="Previous">Hash of the event before; null for the first one.</param>
/// <param name="Hash">Hash of this event, see <see cref="HashChain"/>.</param>
public sealed record EventDocument(
    string Id,
    string Agency,
    string Type,
    string Reference,
    int Version,
    DateTimeOffset At,
    string By,
    string? Why,
    EntryEvent Data,
    string? Previous,
    string Hash
)
{
    /// <summary>Value of <see cref="Type"/>.</summary>
    public const string DocumentType = "event";

    /// <summary>Id of the event that made a version.</summary>
    public static string IdOf(string reference, int version) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"event:{reference}:{version:D5}");

    /// <summary>The next link of an entry's chain.</summary>
    public static EventDocument Next(Entry after, EntryEvent data, DateTimeOffset at, string by, string? previous)
    {
        var id = IdOf(after.Reference, after.Version);
        var link = new EventDocument(
            id,
            after.Agency,
            DocumentType,
            after.Reference,
            after.Version,
            at,
            by,
            data.WhyGiven(),
            data,
            previous,
            ""
        );
        return link with { Hash = HashChain.Of(JsonSerializer.SerializeToElement(link, RegisterJson.Options)) };
    }
}
