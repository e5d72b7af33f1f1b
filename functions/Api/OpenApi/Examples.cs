using System.Text.Json.Nodes;

namespace RiskRegister.Api.OpenApi;

/// <summary>An example of a call.</summary>
/// <param name="Request">The body that is sent; null when there is none, or when it is no JSON.</param>
/// <param name="Answer">The body of the answer.</param>
public sealed record Example(JsonNode? Request, JsonNode? Answer);

/// <summary>The examples of <c>examples.json</c>, by name of the function.</summary>
public static class Examples
{
    /// <summary>All examples.</summary>
    public static IReadOnlyDictionary<string, Example> ByFunction { get; } = Read();

    /// <summary>The example of a call; null when it has none.</summary>
    public static Example? Of(ApiOperation operation) => ByFunction.GetValueOrDefault(operation.Name);

    private static Dictionary<string, Example> Read()
    {
        using var file = typeof(Examples).Assembly.GetManifestResourceStream("RiskRegister.Api.OpenApi.examples.json")!;
        return JsonNode
            .Parse(file)!
            .AsObject()
            .ToDictionary(
                example => example.Key,
                example => new Example(example.Value!["request"], example.Value["answer"]),
                StringComparer.Ordinal
            );
    }
}
