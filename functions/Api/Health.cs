using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Register;

namespace RiskRegister.Api;

/// <summary>How the register is.</summary>
/// <param name="Status">healthy, or what is wrong.</param>
public sealed record HealthAnswer(string Status);

/// <summary>Tells whether the register can be reached.</summary>
public sealed class Health(RegisterContainer container)
{
    /// <summary>GET whether the register can be reached; 503 if not.</summary>
    [Function("Health")]
    [Operation(Gives = typeof(HealthAnswer), OrStatus = 503)]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request
    ) =>
        await container.IsReachableAsync(request.HttpContext.RequestAborted)
            ? ApiAnswer.Ok(new HealthAnswer("healthy"))
            : new ApiAnswer(503, new HealthAnswer("the register's database can't be reached"));
}
