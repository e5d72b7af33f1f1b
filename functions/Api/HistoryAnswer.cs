using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace RiskRegister.Api;

/// <summary>What happened to an entry or a record, the first event first.</summary>
public sealed record HistoryAnswer(IReadOnlyList<EventShown> Events);

/// <summary>An event of an entry, or a version of a record, as the API shows it.</summary>
/// <param name="Type">What happened, such as <c>assessed</c>.</param>
/// <param name="At">When.</param>
/// <param name="By">Who: e-mail address, or the name of the part of the system that acted.</param>
/// <param name="Why">The reason that was given; null for none.</param>
/// <param name="Version">Version of the entry or record after it.</param>
/// <param name="Data">What was told by an event; of a record, the record after the change.</param>
/// <param name="Previous">Hash of the event before; null for the first one.</param>
/// <param name="Hash">Hash of this event and of the one before it.</param>
public sealed record EventShown(
    string Type,
    DateTimeOffset At,
    string By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Why,
    int Version,
    JsonObject Data,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Previous,
    string Hash
);
