using System.Text.Json;
using System.Text.Json.Nodes;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Api;

/// <summary>How the API shows a record: its own fields and its version, without what only the store needs.</summary>
public static class RecordAnswer
{
    /// <summary>Fields that are not shown: the address names agency and kind, the record's own fields name it, and the history has the hashes.</summary>
    public static readonly IReadOnlyList<string> OfTheStore = ["id", "agency", "type", "head"];

    /// <summary>200 with ETag.</summary>
    public static ApiAnswer Of<T>(Stored<T> record)
        where T : RegisterRecord => new(200, Body(record.Value)) { Headers = { ["ETag"] = record.ETag } };

    /// <summary>201 with Location and ETag.</summary>
    public static ApiAnswer Created<T>(Stored<T> record, string location)
        where T : RegisterRecord =>
        new(201, Body(record.Value)) { Headers = { ["ETag"] = record.ETag, ["Location"] = location } };

    /// <summary>One page of a list.</summary>
    public static ApiAnswer List<T>(Page<T> page)
        where T : RegisterRecord => ApiAnswer.Ok(new ListAnswer<JsonObject>([.. page.Items.Select(Body)], page.Continuation));

    /// <summary>The record's fields.</summary>
    public static JsonObject Body(RegisterRecord record) =>
        Shown(JsonSerializer.SerializeToNode(record, record.GetType(), RegisterJson.Options)!.AsObject());

    /// <summary>One version, as events of entries are shown.</summary>
    public static EventShown Version(RecordVersion version) =>
        new(
            version.Name,
            version.At,
            version.By,
            version.Why,
            version.Version,
            Shown(JsonSerializer.SerializeToNode(version.Data)!.AsObject()),
            version.Previous,
            version.Hash
        );

    private static JsonObject Shown(JsonObject fields)
    {
        foreach (var name in OfTheStore)
        {
            fields.Remove(name);
        }

        return fields;
    }
}
