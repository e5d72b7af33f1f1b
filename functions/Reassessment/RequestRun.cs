using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Reassessment;

/// <summary>Requests the review of entries that need not be due.</summary>
/// <param name="Scope">What is to be reviewed: one entry, a category, or the whole register; must be given.</param>
/// <param name="Reference">The entry, when it is one.</param>
/// <param name="Category">The category, when it is one.</param>
/// <param name="Reason">Why, as the owners read it; must be given.</param>
public sealed record RequestReviews(RunScope? Scope, string? Reference, string? Category, string? Reason);

/// <summary>Requesting a run.</summary>
public sealed class RequestRun(RunStore runs, EntryStore store, RegisterContainer container)
{
    /// <summary>POST a <see cref="RequestReviews"/>: a run of its own asks at once; where a review waits already, nothing is asked. 201 with Location.</summary>
    [Function("RequestRun")]
    [Operation(Takes = typeof(RequestReviews), Gives = typeof(RunDocument), Status = 201)]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/runs")] HttpRequest request,
        string agency
    )
    {
        var cancellation = request.HttpContext.RequestAborted;
        var command = await JsonBody.ReadAsync<RequestReviews>(request);
        var context = await store.ContextAsync(agency, request.Actor(), cancellation);
        var references = command.Reference.OrNull() is { } reference ? new[] { reference } : [];
        var entry = (await store.FindManyAsync(agency, references, cancellation)).SingleOrDefault();
        var run = await AddAsync(agency, Decide(command, entry, context), context, request.IdempotencyKey(), cancellation);
        return new ApiAnswer(201, run) { Headers = { ["Location"] = $"/api/{agency}/runs/{run.Run}" } };
    }

    /// <summary>A request names what it is about, and nothing else, and says why.</summary>
    /// <param name="command">The command.</param>
    /// <param name="entry">The entry that it names; null when there is none.</param>
    /// <param name="context">What the decision may know.</param>
    /// <exception cref="RefusedException">It does not.</exception>
    public static RunRequest Decide(RequestReviews command, Entry? entry, DecisionContext context)
    {
        var (scope, reference, category) = (command.Scope, command.Reference.OrNull(), command.Category.OrNull());
        var refusals = new Checks()
            .Unless(scope is not null, "scope", "required", "Choose what is to be reviewed: entry, category or register.")
            .Unless(
                scope != RunScope.Entry || entry is { State: not EntryState.Closed },
                "reference",
                "no-open-entry",
                "Name an open entry of this agency, such as R-0042."
            )
            .Unless(scope is null or RunScope.Entry || reference is null, "reference", "not-for-this-scope", "Leave this out.")
            .Unless(
                scope != RunScope.Category || context.Settings.Categories.Contains(category),
                "category",
                "unknown-category",
                $"Use one of: {string.Join(", ", context.Settings.Categories)}."
            )
            .Unless(scope is null or RunScope.Category || category is null, "category", "not-for-this-scope", "Leave this out.")
            .Required("reason", command.Reason, "Enter why they have to be reviewed now; the owners read it.")
            .Refusals;
        return refusals.Count > 0
            ? throw new RefusedException(refusals)
            : new RunRequest(scope!.Value, entry?.Reference, category, command.Reason!.Trim(), context.Actor);
    }

    /// <summary>Stores the run under the first number of the day that is free.</summary>
    private async Task<RunDocument> AddAsync(
        string agency,
        RunRequest asked,
        DecisionContext context,
        string? key,
        CancellationToken cancellation
    )
    {
        for (var number = 2; ; number++)
        {
            if (await container.FindDoneAsync(agency, key, cancellation) is { } done)
            {
                return await runs.LoadAsync(agency, done, cancellation);
            }

            var name = new RunKey(agency, context.Today) { Number = number }.Run;
            var run = new RunDocument(agency, name, context.Now, null, null)
            {
                Request = asked,
                Steps = [new RunStep("requested", context.Now, context.Actor, asked.Reason)],
            };
            try
            {
                IEnumerable<DocumentWrite> beside = [.. RunChanged.Message(run), .. CommandDocument.Mark(agency, run.Run, key)];
                if (await runs.AddAsync(run, beside, cancellation))
                {
                    return run;
                }
            }
            catch (CommitConflictException e) when (key is not null && e.Id == CommandDocument.IdOf(key))
            {
                // The same request came twice at once: the other one has made the run.
            }
        }
    }
}
