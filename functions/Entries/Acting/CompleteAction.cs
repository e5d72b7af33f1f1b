using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;

namespace RiskRegister.Entries.Acting;

/// <summary>Completes a planned action.</summary>
/// <param name="Action">Id of the action within the entry, such as A1.</param>
/// <param name="Outcome">What was done; must be given.</param>
public sealed record CompleteEntryAction(string? Action, string? Outcome);

/// <summary>Completing an action.</summary>
public sealed class CompleteAction(EntryCommands commands)
{
    /// <summary>POST a <see cref="CompleteEntryAction"/> with If-Match.</summary>
    [Function("CompleteAction")]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/complete-action")]
            HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeAsync<CompleteEntryAction>(request, agency, reference, Decide);

    /// <summary>Only an open action of this entry can be completed; done is not yet effective, so the day of the check is set.</summary>
    public static Decision Decide(CompleteEntryAction command, Entry entry, DecisionContext context)
    {
        var action = entry.Actions.FirstOrDefault(a => a.Id == command.Action);
        var open = entry.Actions.Where(a => a.IsOpen).Select(a => a.Id).DefaultIfEmpty("none");
        return new Checks()
            .NotClosed(entry)
            .Unless(
                action is not null,
                "action",
                "unknown-action",
                $"Name an action of {entry.Reference}. Open ones: {string.Join(", ", open)}."
            )
            .Unless(
                action?.CompletedAt is null,
                "action",
                "completed-already",
                $"The action {command.Action} was completed already."
            )
            .Required("outcome", command.Outcome, "Enter what was done.")
            .Or(() =>
                new ActionCompleted(action!.Id, command.Outcome!.Trim(), context.Today.AddDays(context.Settings.CheckAfterDays))
            );
    }
}
