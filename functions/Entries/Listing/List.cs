using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Criteria;
using RiskRegister.Entries.History;
using RiskRegister.Register;

namespace RiskRegister.Entries.Listing;

/// <summary>How many there are.</summary>
public sealed record CountAnswer(int Count);

/// <summary>Lists entries, and shows one.</summary>
public sealed class List(EntryList entries, EntryStore store, EntryHistory history, Agencies agencies)
{
    /// <summary>GET one page of the entries; with <c>asOf</c> of the register as it was.</summary>
    [Function("ListEntries")]
    [Operation(Query = [typeof(EntryFilter), typeof(AsOfParameter), typeof(PagingQuery)], Gives = typeof(ListAnswer<EntryShown>))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/entries")] HttpRequest request,
        string agency
    )
    {
        var query = request.Query;
        var cancellation = request.HttpContext.RequestAborted;
        var context = await store.ContextAsync(agency, request.Actor(), cancellation);
        var paging = PagingQuery.Read(query);
        if (AsOfQuery.Read(query, AsOfQuery.Name, context) is { } at)
        {
            return ApiAnswer.Ok(
                await PastAsync(agency, query, await AsOfAsync(agency, context, at, cancellation), paging, cancellation)
            );
        }

        var filter = EntryFilterQuery.Read(query);
        var page = await entries.PageAsync(agency, filter, paging.Limit, paging.Continuation, cancellation);
        return ApiAnswer.Ok(
            new ListAnswer<EntryShown>([.. page.Items.Select(d => EntryShown.Of(d.Entry, context))], page.Continuation)
        );
    }

    /// <summary>GET how many entries a filter lets through.</summary>
    [Function("CountEntries")]
    [Operation(Query = [typeof(EntryFilter)], Gives = typeof(CountAnswer))]
    public async Task<IActionResult> Count(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/entries/count")] HttpRequest request,
        string agency
    ) =>
        ApiAnswer.Ok(
            new CountAnswer(
                await entries.CountAsync(agency, EntryFilterQuery.Read(request.Query), request.HttpContext.RequestAborted)
            )
        );

    /// <summary>GET one entry, with its ETag; with <c>asOf</c> as it was, without one.</summary>
    [Function("GetEntry")]
    [Operation(Query = [typeof(AsOfParameter)], Gives = typeof(EntryShown))]
    public async Task<IActionResult> One(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/entries/{reference}")] HttpRequest request,
        string agency,
        string reference
    )
    {
        var cancellation = request.HttpContext.RequestAborted;
        var context = await store.ContextAsync(agency, request.Actor(), cancellation);
        if (AsOfQuery.Read(request.Query, AsOfQuery.Name, context) is not { } at)
        {
            return EntryAnswer.Of(await store.LoadAsync(agency, reference, cancellation), context);
        }

        var entry = await history.AsOfAsync(agency, reference, at, cancellation);
        return ApiAnswer.Ok(EntryShown.Of(entry, await AsOfAsync(agency, context, at, cancellation)));
    }

    private async Task<ListAnswer<EntryShown>> PastAsync(
        string agency,
        IQueryCollection query,
        DecisionContext then,
        Paging paging,
        CancellationToken cancellation
    )
    {
        var filter = AsOfQuery.Filter(query);
        var page = await history.PageAsOfAsync(agency, then.Now, filter.Kind, paging.Limit, paging.Continuation, cancellation);
        var shown = page.Items.Where(e => filter.LetsThrough(EntryDocument.Of(e, "", then.Settings, then.Today)));
        return new ListAnswer<EntryShown>([.. shown.Select(entry => EntryShown.Of(entry, then))], page.Continuation);
    }

    /// <summary>The day of the past, under the settings of then.</summary>
    private async Task<DecisionContext> AsOfAsync(
        string agency,
        DecisionContext context,
        DateTimeOffset at,
        CancellationToken cancellation
    )
    {
        var then = await agencies.SettingsAsOfAsync(agency, at, cancellation);
        return context with { Now = at, Today = then.DayOf(at), Settings = then };
    }
}
