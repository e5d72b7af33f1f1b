using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Register.Records;
using RiskRegister.Signals;

namespace RiskRegister.Indicators;

/// <summary>Changes what is told of an indicator, such as its thresholds or the entries that it is tied to.</summary>
/// <param name="Change">New values by name, as <see cref="IndicatorDetails"/> has them; null clears (RFC 7396). What is not named stays.</param>
/// <param name="Reason">Why; must be given.</param>
public sealed record ChangeIndicatorDetails(IReadOnlyDictionary<string, JsonElement>? Change, string? Reason);

/// <summary>Changing an indicator. What its readings mean follows the new thresholds at once; a signal is made by the next reading only.</summary>
public sealed class ChangeIndicator(RecordStore records, EntryStore entries, IndicatorStore indicators)
{
    /// <summary>POST a <see cref="ChangeIndicatorDetails"/> with If-Match.</summary>
    [Function("ChangeIndicator")]
    [Operation(Takes = typeof(ChangeIndicatorDetails), Gives = typeof(IndicatorShown))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/indicators/{indicator}/change")]
            HttpRequest request,
        string agency,
        string indicator
    )
    {
        var command = await JsonBody.ReadAsync<ChangeIndicatorDetails>(request);
        var cancellation = request.HttpContext.RequestAborted;
        var context = await indicators.ContextAsync(agency, request);
        var known = await DefineIndicator.KnownAsync(entries, agency, Named(command), cancellation);
        var stored = await records.ChangeAsync<Indicator>(
            agency,
            Indicator.IdOf(indicator),
            context,
            found => Decide(command, found ?? throw new NotFoundException(Indicator.CalledOf(indicator)), known),
            request.IfMatch(),
            request.IdempotencyKey(),
            cancellation
        );
        return IndicatorAnswer.Of(stored, context);
    }

    /// <summary>The new details obey the rules of defining; entries that it was tied to before need not be seen by who changes it.</summary>
    /// <param name="command">The command.</param>
    /// <param name="indicator">The indicator.</param>
    /// <param name="known">Those of the newly named entries that there are.</param>
    public static RecordDecision<Indicator> Decide(
        ChangeIndicatorDetails command,
        Indicator indicator,
        IReadOnlyList<string> known
    )
    {
        var checks = new Checks()
            .Unless(indicator.Active, "", "retired", $"{indicator.Reference} is retired and stays as it is.")
            .Required("reason", command.Reason, "Enter why the indicator changes.");
        var different = MergePatch.Read<IndicatorDetails>(command.Change, checks).DifferentFrom(indicator.Details());
        var details = MergePatch.Merge(indicator.Details(), different);
        var broken = DefineIndicator.Check(details, [.. known, .. indicator.Entries]).Refusals;
        checks = broken.Aggregate(checks, (so, r) => so.Unless(false, $"change.{r.Field}", r.Rule, r.Message));
        return checks.Refusals.Count == 0 && different.Count == 0
            ? RecordDecision.Nothing<Indicator>()
            : RecordDecision.Of(checks, () => Changed(indicator.With(details), command.Reason!.Trim()));
    }

    /// <summary>By other thresholds the latest reading may be no breach any more.</summary>
    private static RecordChange<Indicator> Changed(Indicator indicator, string reason)
    {
        var isBreach = indicator.Latest is { } latest && IndicatorReport.Of(indicator, latest.Value) == IndicatorStatus.Breach;
        return new(indicator with { BreachSince = isBreach ? indicator.BreachSince : null }, "indicator-changed", reason);
    }

    private static IndicatorDetails Named(ChangeIndicatorDetails command)
    {
        var patch = MergePatch.Read<IndicatorDetails>(command.Change, new Checks());
        return MergePatch.Merge(new IndicatorDetails(), patch.DifferentFrom(new IndicatorDetails()));
    }
}
