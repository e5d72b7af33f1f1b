using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RiskRegister.Local.Cosmos.Query;
using RiskRegister.Local.State;

namespace RiskRegister.Local.Cosmos;

/// <summary>A partial update: add, set, replace, remove and increment, with an optional condition on the item.</summary>
internal sealed class Patch(string? condition, IReadOnlyList<PatchStep> steps)
{
    private const int MostSteps = 10;

    /// <exception cref="CosmosFailureException">400: not a patch, too many operations, or one that is not supported.</exception>
    public static Patch Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            var root = JsonElement.Parse(body.Span);
            PatchStep[] steps = [.. root.GetProperty("operations").EnumerateArray().Select(PatchStep.Parse)];
            return steps.Length <= MostSteps
                ? new(root.TryGetProperty("condition", out var condition) ? condition.GetString() : null, steps)
                : throw CosmosFailureException.BadRequest($"The number of patch operations can't exceed '{MostSteps}'.");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw CosmosFailureException.BadRequest($"The patch request is invalid: {e.Message}");
        }
    }

    public bool Applies(StateConnection connection, StoredContainer container, long item) =>
        condition is null || CompiledQuery.Condition(container, condition).Holds(connection, item);

    /// <summary>The changed item's JSON text.</summary>
    public byte[] Apply(byte[] body)
    {
        try
        {
            var root = JsonNode.Parse(body, documentOptions: new() { AllowDuplicateProperties = false })!;
            foreach (var step in steps)
            {
                step.Apply(root);
            }

            return JsonSerializer.SerializeToUtf8Bytes(root, ItemDocument.Readable);
        }
        catch (JsonException e)
        {
            throw CosmosFailureException.BadRequest($"The stored item can't be patched: {e.Message}");
        }
    }
}

/// <summary>One operation of a patch. The path is a JSON pointer.</summary>
internal sealed record PatchStep(string Operation, string[] Path, JsonElement Value)
{
    private const string End = "-";

    public static PatchStep Parse(JsonElement json)
    {
        var path = json.GetProperty("path").GetString()!;
        json.TryGetProperty("value", out var value);
        return path.StartsWith('/') && path.Length > 1
            ? new(json.GetProperty("op").GetString()!, [.. path[1..].Split('/').Select(Unescape)], value)
            : throw CosmosFailureException.BadRequest($"The patch path '{path}' is invalid.");
    }

    public void Apply(JsonNode root)
    {
        var parent = Path[..^1].Aggregate((JsonNode?)root, Step) ?? throw Missing();
        switch (Operation, parent)
        {
            case ("add" or "set", JsonObject to):
                to[Path[^1]] = Node();
                break;
            case ("replace", JsonObject to) when to.ContainsKey(Path[^1]):
                to[Path[^1]] = Node();
                break;
            case ("remove", JsonObject from) when from.Remove(Path[^1]):
                break;
            case ("incr", JsonObject to):
                to[Path[^1]] = Sum(to[Path[^1]]);
                break;
            case ("add", JsonArray to) when Index(to, to.Count + 1) is { } at:
                to.Insert(at, Node());
                break;
            case ("set" or "replace", JsonArray to) when Index(to, to.Count) is { } at:
                to[at] = Node();
                break;
            case ("remove", JsonArray from) when Index(from, from.Count) is { } at:
                from.RemoveAt(at);
                break;
            case ("add" or "set" or "replace" or "remove" or "incr", _):
                throw Missing();
            default:
                throw CosmosFailureException.NotSupported($"patch operation '{Operation}'");
        }
    }

    private JsonNode? Node() => JsonNode.Parse(Value.GetRawText());

    private JsonValue Sum(JsonNode? present)
    {
        if (present is not null && present.GetValueKind() != JsonValueKind.Number)
        {
            throw CosmosFailureException.BadRequest($"The value at '/{string.Join('/', Path)}' is not a number.");
        }

        var element = present is null ? JsonElement.Parse("0") : JsonElement.Parse(present.ToJsonString());
        return element.TryGetInt64(out var whole) && Value.TryGetInt64(out var by)
            ? JsonValue.Create(whole + by)
            : JsonValue.Create(element.GetDouble() + Value.GetDouble());
    }

    private static JsonNode? Step(JsonNode? from, string name) =>
        from switch
        {
            JsonObject of => of[name],
            JsonArray of when Index(name, of.Count) is { } at => of[at],
            _ => null,
        };

    private int? Index(JsonArray array, int below) => Path[^1] == End ? array.Count : Index(Path[^1], below);

    private static int? Index(string name, int below) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < below ? at : null;

    private static string Unescape(string segment) =>
        segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private CosmosFailureException Missing() =>
        CosmosFailureException.BadRequest($"The patch path '/{string.Join('/', Path)}' does not exist in the item.");
}
