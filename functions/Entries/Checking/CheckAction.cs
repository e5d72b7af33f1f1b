using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries.Acting;
using RiskRegister.Entries.CallingReview;

namespace RiskRegister.Entries.Checking;

/// <summary>Tells whether a completed action had its effect.</summary>
/// <param name="Action">Id of the action within the entry, such as A1.</param>
/// <param name="Verdict">Effective, partly or not effective.</param>
/// <param name="Finding">What was looked at, and seen; must be given.</param>
public sealed record CheckEntryAction(string? Action, Verdict? Verdict, string? Finding) : ActionCommand(Action);

/// <summary>Checking the effect of an action.</summary>
public sealed class CheckAction(EntryCommands commands)
{
    /// <summary>A shared action is checked for all its entries.</summary>
    public static readonly JointDecision<CheckEntryAction> Everywhere = SharedAction.Everywhere<CheckEntryAction>(Decide);

    /// <summary>POST a <see cref="CheckEntryAction"/> with If-Match.</summary>
    [Function("CheckAction")]
    [Operation(Takes = typeof(CheckEntryAction), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/check-action")]
            HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeTogetherAsync(request, agency, reference, Everywhere);

    /// <summary>
    /// A completed action is checked once, before or after its day, by somebody else than who completed it; where it was found effective
    /// in part only, it may be looked at again.
    /// </summary>
    public static Decision Decide(CheckEntryAction command, Entry entry, DecisionContext context)
    {
        var action = command.In(entry);
        return new Checks()
            .NotClosed(entry)
            .Has(command, entry, "Completed ones", a => a.CompletedAt is not null)
            .Unless(
                action is null || action.CompletedAt is not null,
                "action",
                "not-completed",
                $"The action {command.Action} was not completed. Complete it first, then look at its effect."
            )
            .Unless(
                action?.Check is null or { Verdict: Verdict.Partly },
                "action",
                "checked-already",
                $"The effect of {command.Action} was checked already. Plan another action if more is to be done."
            )
            .Unless(
                action?.CompletedBy is not { } maker || !maker.Equals(context.Actor, StringComparison.OrdinalIgnoreCase),
                "",
                "maker-is-not-checker",
                $"You have completed {command.Action} yourself. Ask somebody else to check it, such as the risk manager or another owner."
            )
            .Unless(command.Verdict is not null, "verdict", "required", "Choose the verdict: effective, partly or not-effective.")
            .Required("finding", command.Finding, "Enter what you have looked at, and what you saw.")
            .Or(() => Checked(command, entry, context));
    }

    /// <summary>What was not effective leaves the entry other than it was thought to be, so its review is brought forward.</summary>
    private static Decision Checked(CheckEntryAction command, Entry entry, DecisionContext context)
    {
        var finding = command.Finding!.Trim();
        var told = new ActionChecked(command.Action!, command.Verdict!.Value, finding);
        return told.Verdict == Verdict.NotEffective
            ? Decision.Accept(told, CallReview.Called(entry, CallCause.Check, finding, null, context))
            : Decision.Accept(told);
    }
}
