using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;

namespace RiskRegister.Entries.Controlling;

/// <summary>Notes that a control is no longer in place, from today on.</summary>
/// <param name="Control">Id of the control within the entry, such as C1.</param>
/// <param name="Reason">Why; must be given.</param>
public sealed record RetireEntryControl(string? Control, string? Reason);

/// <summary>Retiring a control.</summary>
public sealed class RetireControl(EntryCommands commands)
{
    /// <summary>POST a <see cref="RetireEntryControl"/> with If-Match.</summary>
    [Function("RetireControl")]
    [Operation(Takes = typeof(RetireEntryControl), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/retire-control")]
            HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeAsync<RetireEntryControl>(request, agency, reference, Decide);

    /// <summary>Only a control in force can be retired; a level that rests on it is then weakened, or fails.</summary>
    public static Decision Decide(RetireEntryControl command, Entry entry, DecisionContext context)
    {
        var control = entry.Controls.FirstOrDefault(c => c.Id == command.Control);
        var inForce = entry.Controls.Where(c => c.RetiredOn is null).Select(c => c.Id).DefaultIfEmpty("none");
        return new Checks()
            .NotClosed(entry)
            .Unless(
                control is not null,
                "control",
                "unknown-control",
                $"Name a control of {entry.Reference}. In force: {string.Join(", ", inForce)}."
            )
            .Unless(
                control?.RetiredOn is null,
                "control",
                "retired-already",
                $"The control {command.Control} was retired already. Add another one if it is back in place."
            )
            .Required("reason", command.Reason, "Enter why it is no longer in place.")
            .Or(() => new ControlRetired(control!.Id, context.Today, command.Reason!.Trim()));
    }
}
