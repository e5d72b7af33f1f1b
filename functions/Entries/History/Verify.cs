using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Register;

namespace RiskRegister.Entries.History;

/// <summary>Verifies that entries and their histories are what was written.</summary>
public sealed class Verify(Verification verification)
{
    /// <summary>GET whether an entry is what its history makes: <c>{"verified":true,"breaks":[]}</c>.</summary>
    [Function("VerifyEntryHistory")]
    public async Task<IActionResult> One(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/entries/{reference}/history/verification")]
            HttpRequest request,
        string agency,
        string reference
    )
    {
        var breaks = await verification.VerifyAsync(agency, reference, request.HttpContext.RequestAborted);
        return ApiAnswer.Ok(new { verified = breaks.Count == 0, breaks });
    }

    /// <summary>GET whether all entries of the agency are: <c>{"verified":true,"entries":40,"breaks":[]}</c>.</summary>
    [Function("VerifyHistory")]
    public async Task<IActionResult> All(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/history/verification")] HttpRequest request,
        string agency
    )
    {
        var (entries, breaks) = await verification.VerifyAllAsync(agency, request.HttpContext.RequestAborted);
        return ApiAnswer.Ok(
            new
            {
                verified = breaks.Count == 0,
                entries,
                breaks,
            }
        );
    }
}
