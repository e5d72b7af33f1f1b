using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Digests.Alarms;
using RiskRegister.Register;

namespace RiskRegister.Api;

/// <summary>How the register is.</summary>
/// <param name="Status">healthy; degraded when it works but mails are not sent as they should be; or what is wrong.</param>
public sealed record HealthAnswer(string Status)
{
    /// <summary>What is degraded, over all agencies; left out when nothing is.</summary>
    public IReadOnlyList<string>? Troubles { get; init; }
}

/// <summary>Tells whether the register can be reached, and whether it does its work.</summary>
public sealed class Health(RegisterContainer container)
{
    /// <summary>GET whether the register can be reached; 503 if not. Mails that are not sent do not make it unhealthy, because starting it again would not help.</summary>
    [Function("Health")]
    [Operation(Gives = typeof(HealthAnswer), OrStatus = 503)]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request
    ) =>
        await container.IsReachableAsync(request.HttpContext.RequestAborted)
            ? ApiAnswer.Ok(Reachable(await MailAlarms.LatestAsync(container, request.HttpContext.RequestAborted)))
            : new ApiAnswer(503, new HealthAnswer("the register's database can't be reached"));

    private static HealthAnswer Reachable(IReadOnlyList<MailTrouble> troubles) =>
        troubles.Count == 0
            ? new HealthAnswer("healthy")
            : new HealthAnswer("degraded") { Troubles = [.. troubles.Select(trouble => trouble.Sentence())] };
}
