using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Register;

namespace RiskRegister.Context;

/// <summary>Shows the thread of an entry.</summary>
public sealed class GetThread(EntryStore store, ContextItems items)
{
    /// <summary>GET the way of an entry from the context to its effect: an <see cref="EntryThread"/>.</summary>
    [Function("GetEntryThread")]
    [Operation(Gives = typeof(EntryThread))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/entries/{reference}/thread")] HttpRequest request,
        string agency,
        string reference
    )
    {
        var cancellation = request.HttpContext.RequestAborted;
        var entry = await store.LoadAsync(agency, reference, cancellation);
        var all = await items.AllAsync(agency, cancellation);
        return ApiAnswer.Ok(EntryThread.Of(entry.Value, all, await store.ContextAsync(agency, request.Actor(), cancellation)));
    }
}
