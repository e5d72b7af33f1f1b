using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Indicators;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Signals;

/// <summary>Asks for another answer to a signal.</summary>
/// <param name="Reason">What is wrong with the answer that it has; must be given.</param>
public sealed record ReopenAnsweredSignal(string? Reason);

/// <summary>Reopening a signal. What its answer did to entries stays, and the history keeps the answer.</summary>
public sealed class ReopenSignal(RecordStore records, EntryStore store)
{
    /// <summary>POST a <see cref="ReopenAnsweredSignal"/> with If-Match.</summary>
    [Function("ReopenSignal")]
    [Operation(Takes = typeof(ReopenAnsweredSignal), Gives = typeof(Signal))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/signals/{signal}/reopen")] HttpRequest request,
        string agency,
        string signal
    )
    {
        var command = await JsonBody.ReadAsync<ReopenAnsweredSignal>(request);
        var cancellation = request.HttpContext.RequestAborted;
        var context = await store.ContextAsync(agency, request.Actor(), cancellation);
        var stored = await records.LoadAsync<Signal>(agency, Signal.IdOf(signal), Signal.CalledOf(signal), cancellation);
        var indicator = stored.Value.Indicator is { } reference
            ? await records.FindAsync<Indicator>(agency, reference, cancellation)
            : null;
        return RecordAnswer.Of(
            await records.ChangeAsync<Signal>(
                agency,
                Signal.IdOf(signal),
                context,
                found => Decide(command, found!, indicator?.Value, context),
                request.IfMatch(),
                request.IdempotencyKey(),
                cancellation
            )
        );
    }

    /// <summary>An answered signal is open again with a deadline counted from today; of an indicator's signals only the last one.</summary>
    /// <param name="command">The command.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="indicator">The indicator that made it; null for none.</param>
    /// <param name="context">What the decision may know.</param>
    public static RecordDecision<Signal> Decide(
        ReopenAnsweredSignal command,
        Signal signal,
        Indicator? indicator,
        DecisionContext context
    ) =>
        RecordDecision.Of(
            new Checks()
                .Unless(
                    signal.State == SignalState.Answered,
                    "",
                    "not-answered",
                    $"{signal.Reference} has no answer yet: there is nothing to reopen."
                )
                .Unless(
                    indicator is null || indicator.Signal == signal.Reference,
                    "",
                    "later-breach",
                    $"{indicator?.Reference} has gone into breach again since. Answer {indicator?.Signal} instead."
                )
                .Required("reason", command.Reason, "Enter what is wrong with the answer that it has."),
            () =>
                new RecordChange<Signal>(
                    signal.AskedFrom(context.Today, context.Settings),
                    "signal-reopened",
                    command.Reason!.Trim()
                )
        );
}
