using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;

namespace RiskRegister.Entries.Acting;

/// <summary>Completes a planned action.</summary>
/// <param name="Action">Id of the action within the entry, such as A1.</param>
/// <param name="Outcome">What was done; must be given.</param>
public sealed record CompleteEntryAction(string? Action, string? Outcome) : ActionCommand(Action);

/// <summary>Completing an action.</summary>
public sealed class CompleteAction(EntryCommands commands)
{
    /// <summary>A shared action is completed in all its entries.</summary>
    public static readonly JointDecision<CompleteEntryAction> Everywhere = SharedAction.Everywhere<CompleteEntryAction>(Decide);

    /// <summary>POST a <see cref="CompleteEntryAction"/> with If-Match.</summary>
    [Function("CompleteAction")]
    [Operation(Takes = typeof(CompleteEntryAction), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/complete-action")]
            HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeTogetherAsync(request, agency, reference, Everywhere);

    /// <summary>Only an open action of this entry can be completed; done is not yet effective, so the day of the check is set.</summary>
    public static Decision Decide(CompleteEntryAction command, Entry entry, DecisionContext context) =>
        new Checks()
            .NotClosed(entry)
            .IsOpen(command, entry)
            .Required("outcome", command.Outcome, "Enter what was done.")
            .Or(() =>
                new ActionCompleted(
                    command.Action!,
                    command.Outcome!.Trim(),
                    context.Today.AddDays(context.Settings.CheckAfterDays)
                )
            );
}
