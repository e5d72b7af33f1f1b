using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using RiskRegister.Entries;
using RiskRegister.Register;

namespace RiskRegister.Api.OpenApi;

/// <summary>Describes one call.</summary>
public sealed partial class OperationDescription(ApiOperation operation, Schemas schemas)
{
    /// <summary>When the API answers with an error, by status.</summary>
    public static readonly IReadOnlyDictionary<int, string> Errors = new SortedDictionary<int, string>
    {
        [400] = "the request breaks rules, or can't be read; all fields at fault are named",
        [401] = "nobody is signed in",
        [403] = "the person lacks the role, or a page of another site sent it",
        [404] = "there is no such thing in the agency, or the person does not belong to it",
        [409] = "not possible as things stand",
        [412] = "changed since the ETag of If-Match; has the present ETag",
        [413] = "the body is too large",
        [415] = "the body is not declared as JSON",
        [428] = "If-Match is needed",
    };

    private readonly OperationAttribute _declared = operation.Declared;

    /// <summary>The noun that an address is about: what stands behind the agency.</summary>
    public static string TagOf(string path) =>
        path.Split('/').FirstOrDefault(s => s.Length > 0 && s != "api" && s[0] != '{')?.Split('.')[0] ?? "agencies";

    /// <summary>The description.</summary>
    public JsonObject Make()
    {
        var about = XmlDocs.Of(operation.Method) ?? operation.Name;
        var command = _declared.Takes is { } type ? XmlDocs.Of(type) : null;
        var description = new JsonObject
        {
            ["operationId"] = operation.Name,
            ["tags"] = new JsonArray(TagOf(operation.Path)),
            ["summary"] = XmlDocs.FirstSentence(operation.IsCommand && command is not null ? command : WithoutVerb(about)),
            ["description"] = command is null ? WithoutVerb(about) : $"{command} {about}",
            ["parameters"] = new JsonArray([.. InPath(), .. InQuery(), .. InHeaders()]),
        };
        if (_declared.Takes is not null)
        {
            description["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Body(_declared.Takes) };
        }

        description["responses"] = Responses();
        AddRights(description);
        return description;
    }

    private void AddRights(JsonObject description)
    {
        JsonNode[] schemes = operation.Policy.SignedIn
            ? [new JsonObject { ["azure"] = new JsonArray() }, new JsonObject { ["principal"] = new JsonArray() }]
            : [];
        description["security"] = new JsonArray(schemes);
        if (operation.Policy.Member)
        {
            description["x-roles"] = new JsonArray([.. operation.Policy.Roles.Select(role => (JsonNode)Words.Of(role))]);
        }
    }

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
            yield return Reference("parameters", "If-Match");
        }

        if (operation.IsCommand)
        {
            yield return Reference("parameters", "Idempotency-Key");
        }
    }

    private JsonObject Body(Type type)
    {
        if (!ApiOperation.IsForm(type))
        {
            return new JsonObject { [OpenApiDocument.Json] = Content(schemas.Taken(type), ExampleOf(operation)?.Request) };
        }

        var fields = type.GetProperties().Select(p => KeyValuePair.Create(p.Name.ToLowerInvariant(), (JsonNode?)Field(p)));
        var form = new JsonObject { ["type"] = "object", ["properties"] = new JsonObject(fields) };
        return
        [
            KeyValuePair.Create("multipart/form-data", (JsonNode?)Content(form, null)),
            .. _declared.TakesFiles.Select(media => KeyValuePair.Create(media, (JsonNode?)new JsonObject())),
        ];
    }

    private JsonObject Field(PropertyInfo property)
    {
        var schema =
            property.PropertyType == typeof(IFormFile)
                ? new JsonObject { ["type"] = "string", ["contentMediaType"] = "application/octet-stream" }
                : schemas.Taken(property.PropertyType).AsObject();
        schema["description"] = XmlDocs.Of(property);
        return schema;
    }

    private JsonObject Responses()
    {
        var responses = new JsonObject { [$"{_declared.Status}"] = Success(_declared.Status) };
        if (_declared.OrStatus != 0)
        {
            responses[$"{_declared.OrStatus}"] = Success(_declared.OrStatus);
        }

        foreach (var status in Failures())
        {
            responses[$"{status}"] = Reference("responses", $"{status}");
        }

        return responses;
    }

    private JsonObject Success(int status)
    {
        var response = new JsonObject { ["description"] = ReasonPhrases.GetReasonPhrase(status) };
        var headers = new JsonObject();
        if (operation.GivesETag)
        {
            headers["ETag"] = Reference("headers", "ETag");
        }

        if (status is 201 or 202)
        {
            headers["Location"] = Reference("headers", "Location");
        }

        if (headers.Count > 0)
        {
            response["headers"] = headers;
        }

        if (_declared.Gives is { } type)
        {
            response["content"] =
                type == typeof(Stream)
                    ? new JsonObject { ["application/octet-stream"] = new JsonObject() }
                    : new JsonObject { [OpenApiDocument.Json] = Content(schemas.Given(type), ExampleOf(operation)?.Answer) };
        }

        return response;
    }

    private IEnumerable<int> Failures() =>
        new[]
        {
            (400, _declared.Takes is not null || _declared.Query.Length > 0),
            (401, operation.Policy.SignedIn),
            (403, operation.Policy.Member || operation.Changes),
            (404, operation.Policy.Member),
            (409, operation.Changes),
            (412, operation.TakesIfMatch),
            (413, _declared.Takes is not null),
            (415, operation.IsCommand),
            (428, _declared.NeedsIfMatch),
        }
            .Where(failure => failure.Item2)
            .Select(failure => failure.Item1);

    private static Example? ExampleOf(ApiOperation operation) => Examples.ByFunction.GetValueOrDefault(operation.Name);

    private static JsonObject Content(JsonNode schema, JsonNode? example)
    {
        var content = new JsonObject { ["schema"] = schema };
        if (example is not null)
        {
            content["example"] = example.DeepClone();
        }

        return content;
    }

    private static JsonObject Reference(string kind, string name) => new() { ["$ref"] = $"#/components/{kind}/{name}" };

    private static string WithoutVerb(string about) =>
        Verb().Replace(about, "") is [var first, .. var rest] ? char.ToUpperInvariant(first) + rest : about;

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathParameter();

    [GeneratedRegex(@"^[A-Z]{3,}(?: an? (?=[A-Z])|\s)", RegexOptions.None, 1000)]
    private static partial Regex Verb();
}
