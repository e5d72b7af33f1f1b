using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.People;

namespace RiskRegister.Entries.Acting;

/// <summary>Plans an action.</summary>
/// <param name="Title">What will be done.</param>
/// <param name="Owner">E-mail address of who does it; the entry's owner when left out.</param>
/// <param name="Due">The day by which it is done.</param>
/// <param name="Process">The process or procedure that it is built into.</param>
/// <param name="Measure">How its success will be told.</param>
public sealed record PlanEntryAction(string? Title, string? Owner, DateOnly? Due, string? Process, string? Measure)
{
    /// <summary>What it costs, in the agency's currency: 0 or more, at most two decimals.</summary>
    public decimal? Cost { get; init; }
}

/// <summary>Planning an action.</summary>
public sealed class PlanAction(EntryCommands commands)
{
    /// <summary>POST a <see cref="PlanEntryAction"/> with If-Match.</summary>
    [Function("PlanAction")]
    [Operation(Takes = typeof(PlanEntryAction), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/plan-action")]
            HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeAsync<PlanEntryAction>(request, agency, reference, Decide);

    /// <summary>An action has a title and a day; its id (A1, A2, ...) counts up within the entry.</summary>
    public static Decision Decide(PlanEntryAction command, Entry entry, DecisionContext context) =>
        new Checks()
            .NotClosed(entry)
            .Required("title", command.Title, "Enter what will be done.", Checks.MaxTitle)
            .Optional("owner", command.Owner, Checks.MaxTitle)
            .NotLeft("owner", command.Owner, context)
            .Unless(command.Due is not null, "due", "required", "Enter the day by which it will be done.")
            .NotPast(command.Due, context.Today)
            .Optional("process", command.Process, Checks.MaxTitle)
            .Optional("measure", command.Measure)
            .Cost(command.Cost)
            .Or(() =>
                new ActionPlanned(
                    entry.NextActionId(),
                    command.Title!.Trim(),
                    command.Owner.OrNull() ?? entry.Owner,
                    command.Due,
                    command.Process.OrNull(),
                    command.Measure.OrNull()
                )
                {
                    Cost = ActionChecks.Plain(command.Cost),
                }
            );
}
