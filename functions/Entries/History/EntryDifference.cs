using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using RiskRegister.Register;

namespace RiskRegister.Entries.History;

/// <summary>A field that is not what it was.</summary>
/// <param name="Field">Its name as entries have it.</param>
/// <param name="Was">What it was; null for nothing.</param>
/// <param name="Is">What it is; null for nothing.</param>
public sealed record FieldDifference(
    string Field,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] JsonNode? Was,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] JsonNode? Is
);

/// <summary>Compares an entry with what it was before.</summary>
public static class EntryDifference
{
    // They differ after every event, and say nothing about the entry.
    private static readonly string[] Counted = ["version", "changedAt"];

    /// <summary>The fields that differ, in the order in which entries have them.</summary>
    /// <param name="was">The entry before; null while it was not raised.</param>
    /// <param name="now">The entry after.</param>
    public static IReadOnlyList<FieldDifference> Between(Entry? was, Entry now)
    {
        var (before, after) = (was is null ? [] : Fields(was), Fields(now));
        return
        [
            .. after
                .Select(field => field.Key)
                .Union(before.Select(field => field.Key))
                .Where(name => !Counted.Contains(name) && !JsonNode.DeepEquals(before[name], after[name]))
                .Select(name => new FieldDifference(name, before[name]?.DeepClone(), after[name]?.DeepClone())),
        ];
    }

    private static JsonObject Fields(Entry entry)
    {
        var fields = JsonSerializer.SerializeToNode(entry, RegisterJson.Options)!.AsObject();
        fields["level"] = entry.Effective?.Level;
        return fields;
    }
}
