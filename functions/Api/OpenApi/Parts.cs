using System.Text.Json.Nodes;

namespace RiskRegister.Api.OpenApi;

/// <summary>What occurs all over a description.</summary>
internal static class Parts
{
    /// <summary>The content of a body.</summary>
    public static JsonObject Content(JsonNode schema, JsonNode? example)
    {
        var content = new JsonObject { ["schema"] = schema };
        if (example is not null)
        {
            content["example"] = example.DeepClone();
        }

        return content;
    }

    /// <summary>What stands among the components.</summary>
    public static JsonObject Reference(string kind, string name) => new() { ["$ref"] = $"#/components/{kind}/{name}" };
}
