using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace RiskRegister.Api.OpenApi;

/// <summary>
/// Makes the description of the API (OpenAPI 3.1) of the functions, their types and comments. It is written as plain JSON: its schemas are
/// what System.Text.Json says of the types, and a model of OpenAPI would only have to be filled with the same again.
/// </summary>
public sealed class OpenApiDocument
{
    /// <summary>Media type of JSON.</summary>
    internal const string Json = "application/json";

    private const string Description = """
        The register of risks and opportunities of an agency. Answers leave out what is null, unless it is named as required. Errors are
        problem+json (RFC 9457), with messages by field that say how to mend them.
        """;

    private readonly Schemas _schemas = new();
    private readonly IReadOnlyList<ApiOperation> _operations = ApiOperation.All;

    /// <summary>The document.</summary>
    public JsonObject Make()
    {
        foreach (var command in _operations.Where(o => o.IsCommand))
        {
            _schemas.Taken(command.Declared.Takes!);
        }

        var paths = new JsonObject();
        foreach (var operation in _operations)
        {
            paths[operation.Path] ??= new JsonObject();
            paths[operation.Path]![operation.Verb.ToLowerInvariant()] = new OperationDescription(operation, _schemas).Make();
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "RiskRegister",
                ["version"] = "1",
                ["description"] = Description.ReplaceLineEndings(" "),
            },
            // Relative to where the document was read, so that it is right behind any proxy.
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["tags"] = new JsonArray([
                .. _operations
                    .Select(o => OperationDescription.TagOf(o.Path))
                    .Distinct()
                    .Order(StringComparer.Ordinal)
                    .Select(t => new JsonObject { ["name"] = t }),
            ]),
            ["paths"] = paths,
            ["components"] = Components(),
        };
    }

    private JsonObject Components() =>
        new()
        {
            ["responses"] = new JsonObject(
                OperationAnswers.Errors.Select(error =>
                    KeyValuePair.Create($"{error.Key}", (JsonNode?)ErrorAnswer(error.Key, error.Value))
                )
            ),
            ["headers"] = new JsonObject
            {
                ["ETag"] = Header("The stored version, for If-Match."),
                ["Location"] = Header("Address of what was made."),
            },
            ["parameters"] = new JsonObject
            {
                ["If-Match"] = HeaderParameter(
                    "If-Match",
                    "The ETag of the version that the command is about; any other is refused with 412. Left out, or *: whatever is there."
                ),
                ["Idempotency-Key"] = HeaderParameter(
                    "Idempotency-Key",
                    "The same key again, by the same person on the same address within a day, does nothing more.",
                    200
                ),
            },
            ["securitySchemes"] = new JsonObject
            {
                ["azure"] = new JsonObject
                {
                    ["type"] = "http",
                    ["scheme"] = "bearer",
                    ["description"] =
                        "In Azure: a token of Entra ID, which App Service Authentication checks before the app is reached.",
                },
                ["principal"] = new JsonObject
                {
                    ["type"] = "apiKey",
                    ["in"] = "header",
                    ["name"] = "X-MS-CLIENT-PRINCIPAL",
                    ["description"] =
                        "On the local host, from loopback: who is signed in, as App Service Authentication would say it: base64 of {\"auth_typ\":\"aad\",\"claims\":[{\"typ\":\"preferred_username\",\"val\":\"EMAIL\"}]}.",
                },
            },
            // Last, when all types were asked for.
            ["schemas"] = _schemas.Components,
        };

    private JsonObject ErrorAnswer(int status, string when) =>
        new()
        {
            ["description"] = $"{ReasonPhrases.GetReasonPhrase(status)}: {when}",
            ["content"] = new JsonObject
            {
                [Problem.ContentType] = new JsonObject { ["schema"] = _schemas.Given(typeof(ProblemBody)) },
            },
        };

    private static JsonObject Header(string description) =>
        new()
        {
            ["description"] = description,
            ["schema"] = new JsonObject { ["type"] = "string" },
        };

    private static JsonObject HeaderParameter(string name, string description, int? most = null)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (most is not null)
        {
            schema["maxLength"] = most;
        }

        return new()
        {
            ["name"] = name,
            ["in"] = "header",
            ["description"] = description,
            ["schema"] = schema,
        };
    }
}
