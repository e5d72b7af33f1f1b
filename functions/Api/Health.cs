using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Register;

namespace RiskRegister.Api;

/// <summary>Tells whether the register can be reached.</summary>
public sealed class Health(RegisterContainer container)
{
    /// <summary>GET: 200 <c>{"status":"healthy"}</c>, or 503.</summary>
    [Function("Health")]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request
    ) =>
        await container.IsReachableAsync(request.HttpContext.RequestAborted)
            ? ApiAnswer.Ok(new { status = "healthy" })
            : new ApiAnswer(503, new { status = "the register's database can't be reached" });
}
