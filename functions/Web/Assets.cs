using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace RiskRegister.Web;

/// <summary>Serves styles and images. Their names change with their content, so that browsers keep them.</summary>
public sealed class Assets(AssetFiles files)
{
    /// <summary>GET /assets/{path}: the file, 304 when the browser has it, 404 for any name that the asset build did not make.</summary>
    [Function("Assets")]
    public IActionResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "assets/{*path}")] HttpRequest request,
        string? path
    )
    {
        if (path is null || files.Find(path) is not { } file)
            return new NotFoundResult();
        request.HttpContext.Response.Headers.CacheControl = new StringValues("public, max-age=31536000, immutable");
        return new FileContentResult(file.Content, file.ContentType) { EntityTag = new EntityTagHeaderValue(file.ETag) };
    }
}
