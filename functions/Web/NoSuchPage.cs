using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace RiskRegister.Web;

/// <summary>Answers addresses that nothing else answers.</summary>
public sealed class NoSuchPage(ErrorAnswers errors)
{
    /// <summary>404, as a page or as problem+json.</summary>
    // The Functions host takes the first function whose route fits, in the order of their names: this one comes last.
    [Function("ZNoSuchPage")]
    public Task<IActionResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{*path}")] HttpRequest request,
        string? path
    ) => errors.OfAsync(request.HttpContext, 404, "not-found", "Not found");
}
