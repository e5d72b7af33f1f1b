using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;

namespace RiskRegister.Entries.Closing;

/// <summary>Closes an entry for good.</summary>
/// <param name="Reason">Why; must be given.</param>
public sealed record CloseEntry(string? Reason);

/// <summary>Closing an entry.</summary>
public sealed class Close(EntryCommands commands)
{
    /// <summary>POST a <see cref="CloseEntry"/> with If-Match.</summary>
    [Function("CloseEntry")]
    [Operation(Takes = typeof(CloseEntry), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/close")] HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeAsync<CloseEntry>(request, agency, reference, Decide);

    /// <summary>Closing needs a reason; a review that waits for an answer has its answer by it.</summary>
    public static Decision Decide(CloseEntry command, Entry entry, DecisionContext context) =>
        new Checks()
            .NotClosed(entry)
            .Required("reason", command.Reason, "Enter why this can be closed.")
            .Or(() =>
            {
                var reason = command.Reason!.Trim();
                return entry.Review is { } review
                    ? Decision.Accept(new Reviewed(ReviewAnswerKind.Closed, reason, review.Run, null), new Closed(reason))
                    : Decision.Accept(new Closed(reason));
            });
}
