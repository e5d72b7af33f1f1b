using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;

namespace RiskRegister.Entries.Reopening;

/// <summary>Puts a closed entry in force again.</summary>
/// <param name="Reason">Why; must be given.</param>
public sealed record ReopenEntry(string? Reason);

/// <summary>Reopening an entry.</summary>
public sealed class Reopen(EntryCommands commands)
{
    /// <summary>POST a <see cref="ReopenEntry"/> with If-Match.</summary>
    [Function("ReopenEntry")]
    [Operation(Takes = typeof(ReopenEntry), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/reopen")]
            HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeAsync<ReopenEntry>(request, agency, reference, Decide);

    /// <summary>Only what is closed can be reopened; its next review is as far from today as its level says.</summary>
    public static Decision Decide(ReopenEntry command, Entry entry, DecisionContext context) =>
        new Checks()
            .Unless(
                entry.State == EntryState.Closed,
                "",
                "not-closed",
                $"{entry.Reference} is not closed: there is nothing to reopen."
            )
            .Required("reason", command.Reason, "Enter why this has to be in force again.")
            .Or(() =>
                new Reopened(command.Reason!.Trim(), context.Settings.NextReview(entry.Effective, context.Today, entry.Velocity))
            );
}
