using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Access;
using RiskRegister.Api;
using RiskRegister.People;

namespace RiskRegister.Entries.Accepting;

/// <summary>Answers a request for acceptance with no.</summary>
/// <param name="Reason">Why it has to change; must be given.</param>
public sealed record RefuseEntryAcceptance(string? Reason);

/// <summary>Refusing an acceptance.</summary>
public sealed class RefuseAcceptance(EntryCommands commands)
{
    /// <summary>POST a <see cref="RefuseEntryAcceptance"/> with If-Match.</summary>
    [Function("RefuseAcceptance")]
    [Operation(Takes = typeof(RefuseEntryAcceptance), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/refuse-acceptance")]
            HttpRequest request,
        string agency,
        string reference
    ) =>
        commands.ChangeAsync<RefuseEntryAcceptance>(
            request,
            agency,
            reference,
            (command, entry, context) => Decide(command, request.Caller(), entry, context)
        );

    /// <summary>Only what was asked for can be refused, by an approver with the authority to accept it.</summary>
    public static Decision Decide(RefuseEntryAcceptance command, Person approver, Entry entry, DecisionContext context) =>
        new Checks()
            .NotClosed(entry)
            .Unless(
                entry.AcceptanceRequest is not null,
                "",
                "not-asked",
                $"Nobody waits for the acceptance of {entry.Reference}. Read it again to see what became of the request."
            )
            .Authority("", approver, entry, context.Settings)
            .Required("reason", command.Reason, "Enter why it can't be accepted as it is.")
            .Or(() => new AcceptanceRefused(command.Reason!.Trim()));
}
