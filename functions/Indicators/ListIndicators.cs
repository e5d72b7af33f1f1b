using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Indicators;

/// <summary>Which indicators are listed.</summary>
public sealed record IndicatorFilter
{
    /// <summary>Only those that still take readings, or only those that do not.</summary>
    public bool? Active { get; init; }

    /// <summary>Only those that this address keeps.</summary>
    public string? Owner { get; init; }

    /// <summary>Only those that are tied to the entry of this reference.</summary>
    public string? Entry { get; init; }

    /// <summary>Only those with this text in name or measure, or of this reference.</summary>
    public string? Q { get; init; }
}

/// <summary>Lists indicators and their readings, and shows one.</summary>
public sealed class ListIndicators(RecordStore records, RecordCommands commands, IndicatorStore indicators)
{
    /// <summary>GET one page of the indicators, by reference.</summary>
    [Function("ListIndicators")]
    [Operation(Query = [typeof(IndicatorFilter), typeof(PagingQuery)], Gives = typeof(ListAnswer<IndicatorShown>))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/indicators")] HttpRequest request,
        string agency
    )
    {
        var filter = QueryParameters.Read<IndicatorFilter>(request.Query);
        var context = await indicators.ContextAsync(agency, request);
        var page = await records.PageAsync<Indicator>(
            agency,
            Indicator.RecordType,
            [
                ("c.active = @active", "@active", filter.Active),
                ("c.owner = @owner", "@owner", filter.Owner?.ToLowerInvariant()),
                ("ARRAY_CONTAINS(c.entries, @entry)", "@entry", filter.Entry),
                ("(CONTAINS(c.name, @q, true) OR CONTAINS(c.measures, @q, true) OR c.id = @q)", "@q", filter.Q),
            ],
            PagingQuery.Read(request.Query),
            cancellation: request.HttpContext.RequestAborted
        );
        return IndicatorAnswer.List(page, context);
    }

    /// <summary>GET one indicator with its ETag, its latest reading, status and trend.</summary>
    [Function("GetIndicator")]
    [Operation(Gives = typeof(IndicatorShown))]
    public async Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/indicators/{indicator}")] HttpRequest request,
        string agency,
        string indicator
    ) => IndicatorAnswer.Of(await LoadAsync(request, agency, indicator), await indicators.ContextAsync(agency, request));

    /// <summary>GET what happened to an indicator: <c>{"events":[]}</c>, the first event first.</summary>
    [Function("GetIndicatorHistory")]
    [Operation(Gives = typeof(HistoryAnswer))]
    public Task<IActionResult> History(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/indicators/{indicator}/history")]
            HttpRequest request,
        string agency,
        string indicator
    ) => commands.HistoryAsync<Indicator>(request, agency, Indicator.IdOf(indicator), Indicator.CalledOf(indicator));

    /// <summary>GET one page of the readings of an indicator, the latest day first.</summary>
    [Function("ListReadings")]
    [Operation(Query = [typeof(PagingQuery)], Gives = typeof(ListAnswer<Reading>))]
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
