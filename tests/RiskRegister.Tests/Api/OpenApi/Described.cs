using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;
using RiskRegister.Api.OpenApi;

namespace RiskRegister.Tests.Api.OpenApi;

/// <summary>The description of the API, as one who reads it uses it. Answers may have no field that it does not name.</summary>
public sealed partial class Described
{
    private readonly JsonObject _schemas;

    private Described(JsonNode document)
    {
        Document = document;
        _schemas = Closed(document["components"]!["schemas"]!).AsObject();
        Operations =
        [
            .. from path in document["paths"]!.AsObject()
            from verb in path.Value!.AsObject()
            select new DescribedOperation(path.Key, verb.Key.ToUpperInvariant(), verb.Value!),
        ];
    }

    /// <summary>That of this build.</summary>
    public static Described Api { get; } = new(new OpenApiDocument().Make());

    public JsonNode Document { get; }

    public IReadOnlyList<DescribedOperation> Operations { get; }

    /// <summary>The operation that a call is; null when it is none.</summary>
    public DescribedOperation? Find(string verb, string path) =>
        Operations
            .Where(o => o.Verb == verb && o.Matches(path))
            // As the host does: the first one by name.
            .MinBy(o => o.Id, StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with a value by a schema of the document; empty when nothing is.</summary>
    public string Problems(JsonNode schema, JsonNode? value)
    {
        var whole = Closed(schema).AsObject();
        whole["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        whole["$defs"] = _schemas.DeepClone();
        var result = JsonSchema
            .FromText(whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal))
            .Evaluate(
                JsonSerializer.SerializeToElement(value),
                new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true }
            );
        return result.IsValid
            ? ""
            : string.Join(
                "\n",
                (result.Details ?? [])
                    .Where(d => d.Errors is not null)
                    .SelectMany(d => d.Errors!.Select(e => $"{d.InstanceLocation}: {e.Value} ({d.EvaluationPath})"))
            );
    }

    /// <summary>A copy in which objects have no other fields than those that are named.</summary>
    private static JsonNode Closed(JsonNode schema)
    {
        var copy = schema.DeepClone();
        foreach (var node in Within(copy).OfType<JsonObject>().Where(o => o["properties"] is JsonObject).ToList())
        {
            node.TryAdd("additionalProperties", false);
        }

        return copy;
    }

    private static IEnumerable<JsonNode> Within(JsonNode node) =>
        (
            node switch
            {
                JsonObject o => o.Select(p => p.Value),
                JsonArray a => a,
                _ => [],
            }
        )
            .OfType<JsonNode>()
            .SelectMany(Within)
            .Append(node);
}

/// <summary>One operation of the document.</summary>
public sealed partial record DescribedOperation(string Path, string Verb, JsonNode Description)
{
    public string Id => (string)Description["operationId"]!;

    /// <summary>The JSON body that it takes: schema and example; null for none.</summary>
    public JsonNode? Takes => Description["requestBody"]?["content"]?["application/json"];

    /// <summary>The statuses of success, with the JSON body that it then gives, or null.</summary>
    public IEnumerable<(int Status, JsonNode? Gives)> Successes =>
        Description["responses"]!
            .AsObject()
            .Where(r => r.Value!["$ref"] is null)
            .Select(r => (int.Parse(r.Key, null), r.Value!["content"]?["application/json"]));

    /// <summary>All statuses.</summary>
    public IEnumerable<int> Statuses => Description["responses"]!.AsObject().Select(r => int.Parse(r.Key, null));

    /// <summary>Names of the headers that an answer of a status has.</summary>
    public IEnumerable<string> HeadersOf(int status) =>
        Description["responses"]![$"{status}"]!["headers"]?.AsObject().Select(h => h.Key) ?? [];

    public bool Matches(string path) =>
        Regex.IsMatch(path, $"^{Parameter().Replace(Path, "[^/]+")}$", RegexOptions.None, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"\{\w+\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}
