using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RiskRegister.Entries.History;
using RiskRegister.Register;

namespace RiskRegister.Criteria;

/// <summary>Compares settings with what they were before.</summary>
public static class SettingsDifference
{
    // They count the changes, and say nothing about the settings.
    private static readonly string[] Counted = ["version", "criteria.version"];

    /// <summary>What differs, by its path in the document, such as <c>criteria.matrix[2][3]</c>; a list of another length differs as a whole.</summary>
    public static IReadOnlyList<FieldDifference> Between(AgencySettings was, AgencySettings now) =>
        [.. Between("", Node(was), Node(now)).Where(difference => !Counted.Contains(difference.Field))];

    private static JsonNode Node(AgencySettings settings) =>
        JsonSerializer.SerializeToNode<AgencySettings>(settings, RegisterJson.Options)!;

    private static IEnumerable<FieldDifference> Between(string path, JsonNode? was, JsonNode? now) =>
        (was, now) switch
        {
            (JsonObject before, JsonObject after) => after
                .Select(field => field.Key)
                .Union(before.Select(field => field.Key))
                .SelectMany(name => Between(path.Length == 0 ? name : $"{path}.{name}", before[name], after[name])),
            (JsonArray before, JsonArray after) when before.Count == after.Count => before
                .Zip(after)
                .SelectMany((pair, i) => Between(Indexed(path, i), pair.First, pair.Second)),
            _ => JsonNode.DeepEquals(was, now) ? [] : [new FieldDifference(path, was?.DeepClone(), now?.DeepClone())],
        };

    private static string Indexed(string path, int i) => string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]");
}
