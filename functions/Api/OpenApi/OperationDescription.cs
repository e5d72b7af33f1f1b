using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using RiskRegister.Entries;

namespace RiskRegister.Api.OpenApi;

/// <summary>Describes one call.</summary>
public sealed partial class OperationDescription(ApiOperation operation, Schemas schemas)
{
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
            ["parameters"] = new JsonArray([.. new OperationParameters(operation, schemas).All]),
        };
        if (_declared.Takes is not null)
        {
            description["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Body(_declared.Takes) };
        }

        description["responses"] = new OperationAnswers(operation, schemas).Make();
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

    private JsonObject Body(Type type)
    {
        if (!ApiOperation.IsForm(type))
        {
            return new JsonObject
            {
                [OpenApiDocument.Json] = Parts.Content(schemas.Taken(type), Examples.Of(operation)?.Request),
            };
        }

        var fields = type.GetProperties().Select(p => KeyValuePair.Create(p.Name.ToLowerInvariant(), (JsonNode?)Field(p)));
        var form = new JsonObject { ["type"] = "object", ["properties"] = new JsonObject(fields) };
        return
        [
            KeyValuePair.Create("multipart/form-data", (JsonNode?)Parts.Content(form, null)),
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

    private static string WithoutVerb(string about) =>
        Verb().Replace(about, "") is [var first, .. var rest] ? char.ToUpperInvariant(first) + rest : about;

    [GeneratedRegex(@"^[A-Z]{3,}(?: an? (?=[A-Z])|\s)", RegexOptions.None, 1000)]
    private static partial Regex Verb();
}
