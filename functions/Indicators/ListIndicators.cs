using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Indicators;

/// <summary>Lists indicators and their readings, and shows one.</summary>
public sealed class ListIndicators(RecordStore records, RecordCommands commands, IndicatorStore indicators)
{
    /// <summary>GET one page by reference: <c>{"items":[],"continuation":null}</c>; filtered by active, owner, entry and q.</summary>
    [Function("ListIndicators")]
    [Operation(Gives = typeof(ListAnswer<Indicator>))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/indicators")] HttpRequest request,
        string agency
    )
    {
        var query = request.Query;
        var context = await indicators.ContextAsync(agency, request);
        var page = await records.PageAsync<Indicator>(
            agency,
            Indicator.RecordType,
            [
                ("c.active = @active", "@active", QueryWords.Flag(query, "active")),
                ("c.owner = @owner", "@owner", QueryWords.Text(query, "owner")?.ToLowerInvariant()),
                ("ARRAY_CONTAINS(c.entries, @entry)", "@entry", QueryWords.Text(query, "entry")),
                (
                    "(CONTAINS(c.name, @q, true) OR CONTAINS(c.measures, @q, true) OR c.id = @q)",
                    "@q",
                    QueryWords.Text(query, "q")
                ),
            ],
            PagingQuery.Read(query),
            cancellation: request.HttpContext.RequestAborted
        );
        return IndicatorAnswer.List(page, context);
    }

    /// <summary>GET one indicator with its ETag, its latest reading, status and trend.</summary>
    [Function("GetIndicator")]
    [Operation(Gives = typeof(Indicator))]
    public async Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/indicators/{indicator}")] HttpRequest request,
        string agency,
        string indicator
    ) => IndicatorAnswer.Of(await LoadAsync(request, agency, indicator), await indicators.ContextAsync(agency, request));

    /// <summary>GET what happened to an indicator: <c>{"events":[]}</c>, the first event first.</summary>
    [Function("GetIndicatorHistory")]
    [Operation]
    public Task<IActionResult> History(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/indicators/{indicator}/history")]
            HttpRequest request,
        string agency,
        string indicator
    ) => commands.HistoryAsync<Indicator>(request, agency, Indicator.IdOf(indicator), Indicator.CalledOf(indicator));

    /// <summary>GET one page of the readings of an indicator, the latest day first.</summary>
    [Function("ListReadings")]
    [Operation(Gives = typeof(ListAnswer<Reading>))]
    public async Task<IActionResult> Readings(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/indicators/{indicator}/readings")]
            HttpRequest request,
        string agency,
        string indicator
    )
    {
        await LoadAsync(request, agency, indicator);
        // The id ends with the day.
        var page = await records.PageAsync<Reading>(
            agency,
            Reading.RecordType,
            [("c.indicator = @indicator", "@indicator", indicator)],
            PagingQuery.Read(request.Query),
            "c.type DESC, c.id DESC",
            request.HttpContext.RequestAborted
        );
        return RecordAnswer.List(page);
    }

    private Task<Stored<Indicator>> LoadAsync(HttpRequest request, string agency, string reference) =>
        records.LoadAsync<Indicator>(
            agency,
            Indicator.IdOf(reference),
            Indicator.CalledOf(reference),
            request.HttpContext.RequestAborted
        );
}
