using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register;

namespace RiskRegister.Context;

/// <summary>Lists where the thread between entries and context is broken.</summary>
public sealed class ListOrphans(EntryList entries, ContextItems items)
{
    /// <summary>
    /// GET all <see cref="Orphans"/>. It reads the ties of every open entry, 200 in a query: some 50 queries for 10,000 entries, so it is
    /// for a look now and then, not for a dashboard.
    /// </summary>
    [Function("ListContextOrphans")]
    [Operation(Gives = typeof(Orphans))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/context/orphans")] HttpRequest request,
        string agency
    )
    {
        var cancellation = request.HttpContext.RequestAborted;
        var untied = await entries.CountAsync(agency, new EntryFilter { Standing = Standing.Orphan }, cancellation);
        var all = await items.AllAsync(agency, cancellation);
        return ApiAnswer.Ok(
            await Orphans.FindAsync(agency, untied, entries.TiesOfOpenAsync(agency, cancellation), all, cancellation)
        );
    }
}
