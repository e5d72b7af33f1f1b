using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.People;

namespace RiskRegister.Entries.Acting;

/// <summary>Changes an open action. What is left out stays as it is; an empty text takes process or measure away.</summary>
/// <param name="Action">Id of the action within the entry, such as A1.</param>
/// <param name="Title">What will be done.</param>
/// <param name="Owner">E-mail address of who does it.</param>
/// <param name="Due">The day by which it is done; not in the past.</param>
/// <param name="Process">The process or procedure that it is built into.</param>
/// <param name="Measure">How its success will be told.</param>
/// <param name="Cost">What it costs, in the agency's currency: 0 or more, at most two decimals.</param>
/// <param name="Reason">Why; must be given.</param>
public sealed record ChangeEntryAction(
    string? Action,
    string? Title,
    string? Owner,
    DateOnly? Due,
    string? Process,
    string? Measure,
    decimal? Cost,
    string? Reason
) : ActionCommand(Action);

/// <summary>Changing an action.</summary>
public sealed class ChangeAction(EntryCommands commands)
{
    /// <summary>A shared action is changed in all its entries.</summary>
    public static readonly JointDecision<ChangeEntryAction> Everywhere = SharedAction.Everywhere<ChangeEntryAction>(Decide);

    /// <summary>POST a <see cref="ChangeEntryAction"/> with If-Match.</summary>
    [Function("ChangeAction")]
    [Operation(Takes = typeof(ChangeEntryAction), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/change-action")]
            HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeTogetherAsync(request, agency, reference, Everywhere);

    /// <summary>Only an open action can be changed, for a reason, and not to a day that is over.</summary>
    public static Decision Decide(ChangeEntryAction command, Entry entry, DecisionContext context)
    {
        var action = command.In(entry);
        var changed = action is null ? null : After(command, action);
        return new Checks()
            .NotClosed(entry)
            .IsOpen(command, entry)
            .Required("title", command.Title ?? "as it is", "Enter what will be done.", Checks.MaxTitle)
            .Optional("owner", command.Owner, Checks.MaxTitle)
            .NotLeft("owner", command.Owner, context)
            .NotPast(command.Due == action?.Due ? null : command.Due, context.Today)
            .Optional("process", command.Process, Checks.MaxTitle)
            .Optional("measure", command.Measure)
            .Cost(command.Cost)
            .Required("reason", command.Reason, "Enter why the action changes.")
            .Unless(
                changed is null || changed != After(new(action!.Id, null, null, null, null, null, null, command.Reason), action),
                "",
                "nothing-to-change",
                $"The action {command.Action} is planned like that already. Send the details that are to change."
            )
            .Or(() => changed!);
    }

    private static ActionChanged After(ChangeEntryAction command, PlannedAction action) =>
        new(
            action.Id,
            command.Title?.Trim() ?? action.Title,
            command.Owner.OrNull() ?? action.Owner,
            command.Due ?? action.Due,
            command.Process is null ? action.Process : command.Process.OrNull(),
            command.Measure is null ? action.Measure : command.Measure.OrNull(),
            ActionChecks.Plain(command.Cost) ?? action.Cost,
            command.Reason?.Trim() ?? ""
        );
}
