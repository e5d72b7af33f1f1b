using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Register;

namespace RiskRegister.Entries.Listing;

/// <summary>Lists entries, and shows one.</summary>
public sealed class List(EntryList entries, EntryStore store)
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    /// <summary>GET one page: <c>{"items":[],"continuation":null}</c>.</summary>
    [Function("ListEntries")]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/entries")] HttpRequest request,
        string agency
    ) =>
        ApiAnswer.ToAsync(async () =>
        {
            var query = request.Query;
            var context = await store.ContextAsync(agency, request.Actor());
            var page = await entries.PageAsync(
                agency,
                EntryFilterQuery.Read(query),
                Limit(query["limit"].ToString()),
                ((string?)query["continuation"]).OrNull(),
                request.HttpContext.RequestAborted
            );
            return ApiAnswer.Ok(
                new ListAnswer<JsonObject>([.. page.Items.Select(d => EntryAnswer.Body(d.Entry, context))], page.Continuation)
            );
        });

    /// <summary>GET how many entries a filter lets through: <c>{"count":0}</c>.</summary>
    [Function("CountEntries")]
    public Task<IActionResult> Count(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/entries/count")] HttpRequest request,
        string agency
    ) =>
        ApiAnswer.ToAsync(async () =>
            ApiAnswer.Ok(
                new
                {
                    count = await entries.CountAsync(
                        agency,
                        EntryFilterQuery.Read(request.Query),
                        request.HttpContext.RequestAborted
                    ),
                }
            )
        );

    /// <summary>GET one entry, with its ETag.</summary>
    [Function("GetEntry")]
    public Task<IActionResult> One(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/entries/{reference}")] HttpRequest request,
        string agency,
        string reference
    ) =>
        ApiAnswer.ToAsync(async () =>
            EntryAnswer.Of(
                await store.LoadAsync(agency, reference, request.HttpContext.RequestAborted),
                await store.ContextAsync(agency, request.Actor())
            )
        );

    private static int Limit(string text) =>
        text.Length == 0 ? DefaultLimit
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit
            ? limit
        : throw RefusedException.Because("limit", "bad-limit", $"Ask for 1 to {MaxLimit} entries.");
}
