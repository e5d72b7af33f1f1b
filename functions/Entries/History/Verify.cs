using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Register;

namespace RiskRegister.Entries.History;

/// <summary>What a verification came to.</summary>
/// <param name="Verified">Whether all is as it was written.</param>
/// <param name="Entries">How many numbers were given out; for the register as a whole only.</param>
/// <param name="Breaks">What is not, by document.</param>
public sealed record VerificationAnswer(bool Verified, int? Entries, IReadOnlyList<ChainBreak> Breaks);

/// <summary>Verifies that entries and their histories are what was written.</summary>
public sealed class Verify(Verification verification)
{
    /// <summary>GET whether an entry is what its history makes.</summary>
    [Function("VerifyEntryHistory")]
    [Operation(Gives = typeof(VerificationAnswer))]
    public async Task<IActionResult> One(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/entries/{reference}/history/verification")]
            HttpRequest request,
        string agency,
        string reference
    )
    {
        var breaks = await verification.VerifyAsync(agency, reference, request.HttpContext.RequestAborted);
        return ApiAnswer.Ok(new VerificationAnswer(breaks.Count == 0, null, breaks));
    }

    /// <summary>GET whether all entries of the agency are what their histories make.</summary>
    [Function("VerifyHistory")]
    [Operation(Gives = typeof(VerificationAnswer))]
    public async Task<IActionResult> All(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/history/verification")] HttpRequest request,
        string agency
    )
    {
        var (entries, breaks) = await verification.VerifyAllAsync(agency, request.HttpContext.RequestAborted);
        return ApiAnswer.Ok(new VerificationAnswer(breaks.Count == 0, entries, breaks));
    }
}
