using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;

namespace RiskRegister.Entries.CallingReview;

/// <summary>Asks for the review of one entry before its day.</summary>
/// <param name="Reason">Why; must be given.</param>
public sealed record CallEntryReview(string? Reason);

/// <summary>Calling for a review: the next reassessment run asks the owner.</summary>
public sealed class CallReview(EntryCommands commands)
{
    /// <summary>POST a <see cref="CallEntryReview"/> with If-Match.</summary>
    [Function("CallReview")]
    [Operation(Takes = typeof(CallEntryReview), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/call-review")]
            HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeAsync<CallEntryReview>(request, agency, reference, Decide);

    /// <summary>A request brings the review forward to today, if it is not due already.</summary>
    public static Decision Decide(CallEntryReview command, Entry entry, DecisionContext context) =>
        new Checks()
            .NotClosed(entry)
            .Required("reason", command.Reason, "Enter why the entry has to be reviewed now.")
            .Or(() => Called(entry, CallCause.Request, command.Reason!.Trim(), null, context));

    /// <summary>What a signal asks of an entry, once: nothing where the entry knows the signal already, or is closed.</summary>
    public static Decision BySignal(Entry entry, CallCause cause, string why, string signal, DecisionContext context) =>
        entry.State == EntryState.Closed || entry.Signals?.Contains(signal) == true
            ? Decision.Accept()
            : Decision.Accept(Called(entry, cause, why, signal, context));

    /// <summary>The call itself.</summary>
    public static ReviewCalled Called(Entry entry, CallCause cause, string why, string? signal, DecisionContext context) =>
        new(cause, why, entry.NextReview < context.Today ? entry.NextReview.Value : context.Today) { Signal = signal };
}
