using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;

namespace RiskRegister.Entries.Controlling;

/// <summary>Notes something in place today that holds the level of an entry down.</summary>
/// <param name="Title">What it is; must be given.</param>
/// <param name="Process">The process or procedure that it is part of.</param>
/// <param name="Owner">E-mail address of who keeps it working; the entry's owner when left out.</param>
public sealed record AddEntryControl(string? Title, string? Process, string? Owner);

/// <summary>Adding a control.</summary>
public sealed class AddControl(EntryCommands commands)
{
    /// <summary>POST an <see cref="AddEntryControl"/> with If-Match.</summary>
    [Function("AddControl")]
    [Operation(Takes = typeof(AddEntryControl), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/add-control")]
            HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeAsync<AddEntryControl>(request, agency, reference, Decide);

    /// <summary>A control has a title; its id (C1, C2, ...) counts up within the entry, retired ones included.</summary>
    public static Decision Decide(AddEntryControl command, Entry entry, DecisionContext context) =>
        new Checks()
            .NotClosed(entry)
            .Required("title", command.Title, "Enter what is in place, such as \"Water alarm\".", Checks.MaxTitle)
            .Optional("process", command.Process, Checks.MaxTitle)
            .Optional("owner", command.Owner, Checks.MaxTitle)
            .Or(() =>
                new ControlAdded(
                    string.Create(CultureInfo.InvariantCulture, $"C{entry.Controls.Count + 1}"),
                    command.Title!.Trim(),
                    command.Process.OrNull(),
                    command.Owner.OrNull() ?? entry.Owner
                )
            );
}
