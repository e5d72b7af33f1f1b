using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace RiskRegister.Api.OpenApi;

/// <summary>Describes what a call may be answered with.</summary>
internal sealed class OperationAnswers(ApiOperation operation, Schemas schemas)
{
    /// <summary>When the API answers with an error, by status.</summary>
    public static readonly IReadOnlyDictionary<int, string> Errors = new SortedDictionary<int, string>
    {
        [400] = "the request breaks rules, or can't be read; all fields at fault are named",
        [401] = "nobody is signed in",
        [403] = "the person lacks the role, or a page of another site sent it",
        [404] = "there is no such thing in the agency, or the person does not belong to it",
        [409] = "not possible as things stand",
        [410] = "it was there, and was withdrawn",
        [412] = "changed since the ETag of If-Match; has the present ETag",
        [413] = "the body is too large",
        [415] = "the body is not declared as JSON",
        [428] = "If-Match is needed",
        [500] = "what is stored is not what it has to be",
        [503] = "what it needs can't be reached now; try again",
    };

    private readonly OperationAttribute _declared = operation.Declared;

    /// <summary>The answers by status.</summary>
    public JsonObject Make()
    {
        var responses = new JsonObject { [$"{_declared.Status}"] = Success(_declared.Status) };
        if (_declared.OrStatus != 0)
        {
            responses[$"{_declared.OrStatus}"] = Success(_declared.OrStatus);
        }

        foreach (var status in Failures())
        {
            responses[$"{status}"] = Parts.Reference("responses", $"{status}");
        }

        return responses;
    }

    private JsonObject Success(int status)
    {
        var response = new JsonObject { ["description"] = ReasonPhrases.GetReasonPhrase(status) };
        var headers = new JsonObject();
        if (operation.GivesETag)
        {
            headers["ETag"] = Parts.Reference("headers", "ETag");
        }

        if (status is 201 or 202)
        {
            headers["Location"] = Parts.Reference("headers", "Location");
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
                    : new JsonObject
                    {
                        [OpenApiDocument.Json] = Parts.Content(schemas.Given(type), Examples.Of(operation)?.Answer),
                    };
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
            .Select(failure => failure.Item1)
            .Concat(_declared.Fails);
}
