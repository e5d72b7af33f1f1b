using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;

namespace RiskRegister.Entries.Occurring;

/// <summary>Records that what an entry is about has happened.</summary>
/// <param name="On">The day on which it happened, in the agency's time zone; today or before.</param>
/// <param name="What">What happened; must be given.</param>
public sealed record RecordEntryOccurrence(DateOnly? On, string? What);

/// <summary>Recording that what an entry is about has happened.</summary>
public sealed class RecordOccurrence(EntryCommands commands)
{
    /// <summary>POST a <see cref="RecordEntryOccurrence"/> with If-Match.</summary>
    [Function("RecordOccurrence")]
    [Operation(Takes = typeof(RecordEntryOccurrence), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/record-occurrence")]
            HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeAsync<RecordEntryOccurrence>(request, agency, reference, Decide);

    /// <summary>What has happened calls for a review: it is due today, if it is not due already.</summary>
    public static Decision Decide(RecordEntryOccurrence command, Entry entry, DecisionContext context) =>
        new Checks()
            .NotClosed(entry)
            .Unless(command.On is not null, "on", "required", "Enter the day on which it happened.")
            .Unless(
                !(command.On > context.Today),
                "on",
                "in-the-future",
                "Enter today or a day before it: what has not happened yet can't be recorded."
            )
            .Required("what", command.What, "Enter what happened.")
            .Or(() =>
                new Occurred(
                    command.On!.Value,
                    command.What!.Trim(),
                    entry.NextReview < context.Today ? entry.NextReview.Value : context.Today
                )
            );
}
