using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Indicators;

/// <summary>Ends an indicator; its readings stay.</summary>
/// <param name="Reason">Why; must be given.</param>
public sealed record RetireKnownIndicator(string? Reason);

/// <summary>Retiring an indicator.</summary>
public sealed class RetireIndicator(RecordStore records, IndicatorStore indicators)
{
    /// <summary>POST a <see cref="RetireKnownIndicator"/> with If-Match.</summary>
    [Function("RetireIndicator")]
    [Operation(Takes = typeof(RetireKnownIndicator), Gives = typeof(IndicatorShown))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/indicators/{indicator}/retire")]
            HttpRequest request,
        string agency,
        string indicator
    )
    {
        var command = await JsonBody.ReadAsync<RetireKnownIndicator>(request);
        var context = await indicators.ContextAsync(agency, request);
        var stored = await records.ChangeAsync<Indicator>(
            agency,
            Indicator.IdOf(indicator),
            context,
            found => Decide(command, found ?? throw new NotFoundException(Indicator.CalledOf(indicator))),
            request.IfMatch(),
            request.IdempotencyKey(),
            request.HttpContext.RequestAborted
        );
        return IndicatorAnswer.Of(stored, context);
    }

    /// <summary>An indicator is retired once; a signal that it has made stays to be answered.</summary>
    public static RecordDecision<Indicator> Decide(RetireKnownIndicator command, Indicator indicator) =>
        RecordDecision.Of(
            new Checks()
                .Unless(indicator.Active, "", "retired", $"{indicator.Reference} is retired already.")
                .Required("reason", command.Reason, "Enter why it is not needed any more."),
            () => new RecordChange<Indicator>(indicator with { Active = false }, "indicator-retired", command.Reason!.Trim())
        );
}
