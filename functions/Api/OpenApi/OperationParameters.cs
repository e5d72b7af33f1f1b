using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RiskRegister.Register;

namespace RiskRegister.Api.OpenApi;

/// <summary>Describes what a call takes beside a body: parts of the address, what stands behind the question mark, and headers.</summary>
internal sealed partial class OperationParameters(ApiOperation operation, Schemas schemas)
{
    private readonly OperationAttribute _declared = operation.Declared;

    /// <summary>All of them.</summary>
    public IEnumerable<JsonNode> All => [.. InPath(), .. InQuery(), .. InHeaders()];

    private IEnumerable<JsonNode> InPath() =>
        from Match named in PathParameter().Matches(operation.Path)
        let name = named.Groups["name"].Value
        let type = operation.Method.GetParameters().FirstOrDefault(p => p.Name == name)?.ParameterType ?? typeof(string)
        select new JsonObject
        {
            ["name"] = name,
            ["in"] = "path",
            ["required"] = true,
            ["description"] = name switch
            {
                "agency" => "Id of the agency.",
                "reference" => "Reference of the entry, such as R-0042.",
                "signal" => "Reference of the signal, such as S-0007.",
                "indicator" => "Reference of the indicator, such as I-0003.",
                "email" => "E-mail address of the person.",
                "kind" => "Kind of the item: process, objective, issue or party.",
                _ => $"The {name} of what is meant.",
            },
            ["schema"] = schemas.Given(type),
        };

    private IEnumerable<JsonNode> InQuery() =>
        from type in _declared.Query
        from parameter in RegisterJson.Strict.GetTypeInfo(type).Properties
        let words = QueryParameters.WordsOf(parameter)
        let range = QueryParameters.RangeOf(parameter)
        let schema = words is not null ? new JsonObject { ["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w)]) }
        : range is { Maximum: int.MaxValue } ? new() { ["type"] = "integer", ["minimum"] = (int)range.Minimum }
        : range is not null
            ? new()
            {
                ["type"] = "integer",
                ["minimum"] = (int)range.Minimum,
                ["maximum"] = (int)range.Maximum,
            }
        : new() { ["type"] = "string" }
        select new JsonObject
        {
            ["name"] = parameter.Name,
            ["in"] = "query",
            ["description"] = XmlDocs.Of((PropertyInfo)parameter.AttributeProvider!),
            ["schema"] = schema,
        };

    private IEnumerable<JsonNode> InHeaders()
    {
        if (operation.TakesIfMatch)
        {
            yield return Parts.Reference("parameters", "If-Match");
        }

        if (operation.TakesIdempotencyKey)
        {
            yield return Parts.Reference("parameters", "Idempotency-Key");
        }
    }

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathParameter();
}
