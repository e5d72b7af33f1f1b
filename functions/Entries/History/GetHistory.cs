using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Register;

namespace RiskRegister.Entries.History;

/// <summary>Shows what happened to an entry.</summary>
public sealed class GetHistory(EntryHistory history, EntryStore store)
{
    /// <summary>GET <c>{"events":[]}</c> of <see cref="EventAnswer"/>, the first event first; with <c>asOf</c> those up to then.</summary>
    [Function("GetEntryHistory")]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/entries/{reference}/history")]
            HttpRequest request,
        string agency,
        string reference
    )
    {
        var cancellation = request.HttpContext.RequestAborted;
        var context = await store.ContextAsync(agency, request.Actor(), cancellation);
        var at = AsOfQuery.Read(request.Query, AsOfQuery.Name, context) ?? DateTimeOffset.MaxValue;
        var events = await history.ReadAsync(agency, reference, cancellation).ToListAsync(cancellation);
        return ApiAnswer.Ok(new { events = events.TakeWhile(link => link.At <= at).Select(EventAnswer.Of) });
    }

    /// <summary>
    /// GET what is different between <c>from</c> and <c>to</c> (now, if left out), and the events between them:
    /// <c>{"from","to","changes":[{"field","was","is"}],"events":[]}</c>.
    /// </summary>
    [Function("GetEntryHistoryDifference")]
    public async Task<IActionResult> Difference(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/entries/{reference}/history/difference")]
            HttpRequest request,
        string agency,
        string reference
    )
    {
        var cancellation = request.HttpContext.RequestAborted;
        var context = await store.ContextAsync(agency, request.Actor(), cancellation);
        var (from, to) = Between(request.Query, context);
        var events = await history.ReadAsync(agency, reference, cancellation).ToListAsync(cancellation);
        var now = EntryHistory.Replay(events, to) ?? throw new NotFoundException($"The entry {reference} as of {to:O}");
        var was = EntryHistory.Replay(events, from);
        return ApiAnswer.Ok(
            new
            {
                from,
                to,
                changes = EntryDifference.Between(was, now),
                events = events.Skip(was?.Version ?? 0).Take(now.Version - (was?.Version ?? 0)).Select(EventAnswer.Of),
            }
        );
    }

    private static (DateTimeOffset From, DateTimeOffset To) Between(IQueryCollection query, DecisionContext context)
    {
        var from =
            AsOfQuery.Read(query, "from", context)
            ?? throw RefusedException.Because("from", "required", "Send the day or the instant to compare with.");
        var to = AsOfQuery.Read(query, "to", context) ?? context.Now;
        return from <= to
            ? (from, to)
            : throw RefusedException.Because("from", "after-to", "Send a day or an instant that is not after the other one.");
    }
}
