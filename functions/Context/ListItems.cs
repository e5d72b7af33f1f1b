using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Context;

/// <summary>Which items of the context are listed.</summary>
public sealed record ContextFilter
{
    /// <summary>Only items of this kind.</summary>
    public ContextKind? Kind { get; init; }

    /// <summary>Only active ones, or only retired ones.</summary>
    public bool? Active { get; init; }

    /// <summary>Only those with this text in name or description.</summary>
    public string? Q { get; init; }
}

/// <summary>Lists the items of the context, and shows one, its history, and the entries that name it.</summary>
public sealed class ListItems(
    RecordStore records,
    RecordCommands commands,
    ContextItems context,
    EntryList entries,
    EntryStore store
)
{
    /// <summary>GET one page of the context.</summary>
    [Function("ListContext")]
    [Operation(Query = [typeof(ContextFilter), typeof(PagingQuery)], Gives = typeof(ListAnswer<ContextItem>))]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/context")] HttpRequest request,
        string agency
    )
    {
        var filter = QueryParameters.Read<ContextFilter>(request.Query);
        return RecordAnswer.List(
            await records.PageAsync<ContextItem>(
                agency,
                ContextItem.DocumentType,
                [
                    ("c.kind = @kind", "@kind", filter.Kind is { } kind ? Words.Of(kind) : null),
                    ("c.active = @active", "@active", filter.Active),
                    ("(CONTAINS(c.name, @q, true) OR CONTAINS(c.description, @q, true))", "@q", filter.Q),
                ],
                PagingQuery.Read(request.Query),
                cancellation: request.HttpContext.RequestAborted
            )
        );
    }

    /// <summary>GET one item, with its ETag.</summary>
    [Function("GetContextItem")]
    [Operation(Gives = typeof(ContextItem))]
    public Task<IActionResult> One(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/context/{kind}/{id}")] HttpRequest request,
        string agency,
        string kind,
        string id
    )
    {
        var address = ContextAddress.Read(kind, id);
        return commands.GetAsync<ContextItem>(request, agency, address.Id, address.Called);
    }

    /// <summary>GET what happened to an item: <c>{"events":[]}</c>, the first event first.</summary>
    [Function("GetContextItemHistory")]
    [Operation(Gives = typeof(HistoryAnswer))]
    public Task<IActionResult> History(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/context/{kind}/{id}/history")]
            HttpRequest request,
        string agency,
        string kind,
        string id
    )
    {
        var address = ContextAddress.Read(kind, id);
        return commands.HistoryAsync<ContextItem>(request, agency, address.Id, address.Called);
    }

    /// <summary>GET one page of the entries that name an item by any of its names, themselves or in a control or action.</summary>
    [Function("ListEntriesOfContextItem")]
    [Operation(Query = [typeof(PagingQuery)], Gives = typeof(ListAnswer<EntryShown>))]
    public async Task<IActionResult> Entries(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/context/{kind}/{id}/entries")]
            HttpRequest request,
        string agency,
        string kind,
        string id
    )
    {
        var cancellation = request.HttpContext.RequestAborted;
        var item = (await context.LoadAsync(agency, ContextAddress.Read(kind, id), cancellation)).Value;
        var page = await entries.NamingAsync(agency, item.Names, PagingQuery.Read(request.Query), cancellation);
        var at = await store.ContextAsync(agency, request.Actor(), cancellation);
        return ApiAnswer.Ok(
            new ListAnswer<EntryShown>([.. page.Items.Select(d => EntryShown.Of(d.Entry, at))], page.Continuation)
        );
    }
}
