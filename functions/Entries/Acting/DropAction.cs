using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;

namespace RiskRegister.Entries.Acting;

/// <summary>Gives an open action up.</summary>
/// <param name="Action">Id of the action within the entry, such as A1.</param>
/// <param name="Reason">Why; must be given.</param>
public sealed record DropEntryAction(string? Action, string? Reason) : ActionCommand(Action);

/// <summary>Giving an action up.</summary>
public sealed class DropAction(EntryCommands commands)
{
    /// <summary>A shared action is given up in all its entries.</summary>
    public static readonly JointDecision<DropEntryAction> Everywhere = SharedAction.Everywhere<DropEntryAction>(Decide);

    /// <summary>POST a <see cref="DropEntryAction"/> with If-Match.</summary>
    [Function("DropAction")]
    [Operation(Takes = typeof(DropEntryAction), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/drop-action")]
            HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeTogetherAsync(request, agency, reference, Everywhere);

    /// <summary>Only an open action can be given up; what was done stays done.</summary>
    public static Decision Decide(DropEntryAction command, Entry entry, DecisionContext context) =>
        new Checks()
            .NotClosed(entry)
            .IsOpen(command, entry)
            .Required("reason", command.Reason, "Enter why it is given up.")
            .Or(() => new ActionDropped(command.Action!, context.Today, command.Reason!.Trim()));
}
