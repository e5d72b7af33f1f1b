using System.Text.Json;
using RiskRegister.Entries;

namespace RiskRegister.Register;

/// <summary>
/// A message that has to leave the register because of a commit, stored in that same commit. The relay sends it on; its id is the
/// message id, so that a second sending is recognised.
/// </summary>
/// <param name="Id">Unique in the agency.</param>
/// <param name="Agency">Partition.</param>
/// <param name="Destination">Queue or topic.</param>
/// <param name="Subject">What kind of message, for subscriptions to filter by.</param>
/// <param name="Body">The message.</param>
public sealed record OutboxDocument(string Id, string Agency, string Destination, string Subject, JsonElement Body)
{
    /// <summary>Value of <see cref="Type"/>.</summary>
    public const string DocumentType = "outbox";

    /// <summary>Always <c>outbox</c>.</summary>
    public string Type => DocumentType;

    /// <summary>When it may be delivered; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Seconds until the store deletes it: long after it was relayed.</summary>
    public int Ttl => 7 * 24 * 3600;

    /// <summary>A message with a body of its own type.</summary>
    public static OutboxDocument Of<T>(string id, string agency, string destination, string subject, T body) =>
        new($"outbox:{id}", agency, destination, subject, JsonSerializer.SerializeToElement(body, RegisterJson.Options));
}

/// <summary>Body of the message that tells that an entry was changed.</summary>
/// <param name="Agency">The agency.</param>
/// <param name="Reference">The entry.</param>
/// <param name="Version">Its version after the change.</param>
/// <param name="Events">Names of the events of the change, in order.</param>
/// <param name="Run">The reassessment run whose review was answered or withdrawn, if one was.</param>
/// <param name="Answer">The answer to the review, if one was given.</param>
/// <param name="Moved">By how many levels the level that counts went up (or down, below 0).</param>
public sealed record EntryChanged(
    string Agency,
    string Reference,
    int Version,
    IReadOnlyList<string> Events,
    string? Run,
    ReviewAnswerKind? Answer,
    int Moved
)
{
    /// <summary>The topic that these messages go to.</summary>
    public const string Topic = "register-events";

    /// <summary>True when the entry was inside appetite, or had no level, and is outside now; else null.</summary>
    public bool? LeftAppetite { get; init; }
}
