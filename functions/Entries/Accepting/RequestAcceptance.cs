using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.People;

namespace RiskRegister.Entries.Accepting;

/// <summary>Asks for the acceptance of a risk that is outside appetite.</summary>
/// <param name="Why">Why it should be accepted as it is; must be given.</param>
/// <param name="Approver">E-mail address of who is asked; left out to ask any approver with the authority.</param>
public sealed record RequestEntryAcceptance(string? Why, string? Approver);

/// <summary>Asking for an acceptance.</summary>
public sealed class RequestAcceptance(EntryCommands commands, PeopleDirectory people)
{
    /// <summary>POST a <see cref="RequestEntryAcceptance"/> with If-Match.</summary>
    [Function("RequestAcceptance")]
    [Operation(Takes = typeof(RequestEntryAcceptance), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/request-acceptance")]
            HttpRequest request,
        string agency,
        string reference
    ) =>
        commands.ChangeAsync<RequestEntryAcceptance, Person?>(
            request,
            agency,
            reference,
            async (command, cancellation) =>
                command.Approver.OrNull() is { } email ? await people.FindAsync(agency, email, cancellation) : null,
            Decide
        );

    /// <summary>
    /// One request at a time, for what can be accepted. Who is named has to be somebody who could accept it, so that nobody waits for an
    /// answer that can't come.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="approver">The person whom it names; null when it names nobody of the agency.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="context">What the decision may know.</param>
    public static Decision Decide(RequestEntryAcceptance command, Person? approver, Entry entry, DecisionContext context)
    {
        var isNamed = command.Approver.OrNull() is not null;
        var checks = new Checks()
            .Acceptable(entry, context.Settings)
            .Unless(
                entry.AcceptanceRequest is null,
                "",
                "asked-already",
                $"{entry.AcceptanceRequest?.By} has asked for the acceptance of {entry.Reference} already. Wait for the answer."
            )
            .Required("why", command.Why, "Enter why it should be accepted as it is.")
            .Unless(
                !isNamed || approver?.IsAny(Role.Approver) == true,
                "approver",
                "not-an-approver",
                "Name the address of an approver of this agency, or leave it out to ask any of them."
            );
        if (isNamed && approver is not null)
        {
            checks
                .Authority("approver", approver, entry, context.Settings)
                .NotMaker("approver", approver, entry with { AcceptanceRequest = Asking(context) });
        }

        return checks.Or(() => new AcceptanceRequested(command.Why!.Trim(), approver?.Email, entry.Effective!.Level));
    }

    private static AcceptanceRequest Asking(DecisionContext context) => new("", null, "", context.Now, context.Actor);
}
