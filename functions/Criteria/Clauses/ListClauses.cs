using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;

namespace RiskRegister.Criteria.Clauses;

/// <summary>Shows which clauses the register answers.</summary>
public sealed class ListClauses(Agencies agencies)
{
    /// <summary>GET the clauses of the edition that the agency's settings name.</summary>
    [Function("ListClauses")]
    [Operation(Gives = typeof(EditionClauses))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/clauses")] HttpRequest request,
        string agency
    )
    {
        var settings = await agencies.SettingsAsync(agency, request.HttpContext.RequestAborted);
        return ApiAnswer.Ok(new EditionClauses(settings.IsoEdition, Clause.OfEdition(settings.IsoEdition)));
    }
}

/// <summary>The clauses of an edition of ISO 9001.</summary>
/// <param name="Edition">2015 or 2026.</param>
/// <param name="Items">Its clauses by number.</param>
public sealed record EditionClauses(int Edition, IReadOnlyList<Clause> Items);
