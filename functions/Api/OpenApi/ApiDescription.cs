using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace RiskRegister.Api.OpenApi;

/// <summary>Describes the API.</summary>
public sealed class ApiDescription
{
    private static readonly Lazy<JsonElement> Document = new(() =>
        JsonSerializer.SerializeToElement(new OpenApiDocument().Make())
    );

    // The name sorts before all functions whose routes would take this address for that of an agency.
    /// <summary>GET this description: OpenAPI 3.1.</summary>
    [Function("ApiDescription")]
    [Operation(Gives = typeof(JsonObject))]
    public IActionResult Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/openapi.json")] HttpRequest request
    ) => ApiAnswer.Ok(Document.Value);
}
