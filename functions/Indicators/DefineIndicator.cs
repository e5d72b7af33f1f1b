using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Register.Records;
using RiskRegister.Signals;

namespace RiskRegister.Indicators;

/// <summary>Defines an indicator.</summary>
public sealed record DefineNewIndicator : IndicatorDetails;

/// <summary>Defining an indicator.</summary>
public sealed class DefineIndicator(NumberedRecords numbered, EntryStore entries, IndicatorStore indicators)
{
    /// <summary>POST a <see cref="DefineNewIndicator"/>: 201 with Location and ETag.</summary>
    [Function("DefineIndicator")]
    [Operation(Takes = typeof(DefineNewIndicator), Gives = typeof(IndicatorShown), Status = 201)]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/indicators")] HttpRequest request,
        string agency
    )
    {
        var command = await JsonBody.ReadAsync<DefineNewIndicator>(request);
        var cancellation = request.HttpContext.RequestAborted;
        var context = await indicators.ContextAsync(agency, request);
        var known = await KnownAsync(entries, agency, command, cancellation);
        if (Check(command, known).Refusals is { Count: > 0 } refusals)
        {
            throw new RefusedException(refusals);
        }

        var (indicator, _) = await numbered.AddAsync(
            agency,
            context,
            counter => counter.NextIndicator(),
            reference => Made(command, agency, reference, context),
            Marking.OfKey(agency, request.IdempotencyKey()),
            cancellation
        );
        return IndicatorAnswer.Created(indicator, context);
    }

    /// <summary>What is told obeys the rules, and the entries are there.</summary>
    public static Checks Check(IndicatorDetails details, IReadOnlyList<string> known) =>
        new Checks().Indicator(details).AreThere("entries", details.Named(), known);

    /// <summary>The indicator that a command makes.</summary>
    public static RecordChange<Indicator> Made(
        IndicatorDetails details,
        string agency,
        string reference,
        DecisionContext context
    ) => new(new Indicator(agency, reference) { DefinedOn = context.Today }.With(details), "indicator-defined");

    /// <summary>Those of the named entries that there are; what names too many is refused anyway, and not read.</summary>
    internal static async Task<IReadOnlyList<string>> KnownAsync(
        EntryStore entries,
        string agency,
        IndicatorDetails details,
        CancellationToken cancellation
    )
    {
        var named = details.Named();
        return named.Count > IndicatorChecks.MaxEntries
            ? named
            : [.. (await entries.FindManyAsync(agency, named, cancellation)).Select(entry => entry.Reference)];
    }
}
