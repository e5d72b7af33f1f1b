using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Register;

namespace RiskRegister.Reassessment;

/// <summary>How far a run has got.</summary>
/// <param name="Run">The run.</param>
/// <param name="Asked">Reviews that it has asked for so far.</param>
/// <param name="Answered">Of these, answered.</param>
/// <param name="Late">Open reviews whose owner was reminded; when the run has ended, all that had to be reminded.</param>
/// <param name="Open">Reviews that wait for an answer.</param>
/// <param name="Items">One page of those that wait, by reference.</param>
/// <param name="Continuation">Where the next page begins; null on the last one.</param>
public sealed record RunProgress(
    RunDocument Run,
    int Asked,
    int Answered,
    int Late,
    int Open,
    IReadOnlyList<WaitingReview> Items,
    string? Continuation
);

/// <summary>A review that waits for its answer.</summary>
/// <param name="Reference">The entry.</param>
/// <param name="Title">Its title.</param>
/// <param name="Owner">Who is asked: e-mail address, or the name that was imported; null for nobody.</param>
/// <param name="AskedOn">The day of the question.</param>
/// <param name="Why">Why it was asked.</param>
/// <param name="Reminders">How often the owner was reminded.</param>
/// <param name="EscalatedTo">Who was told that the answer is late; null for nobody.</param>
public sealed record WaitingReview(
    string Reference,
    string Title,
    string? Owner,
    DateOnly AskedOn,
    string Why,
    int Reminders,
    string? EscalatedTo
);

/// <summary>Shows one run.</summary>
public sealed class GetRun(RunStore runs, RegisterContainer container)
{
    /// <summary>GET how far a run has got, with one page of the reviews that wait for an answer.</summary>
    [Function("GetRun")]
    [Operation(Query = [typeof(PagingQuery)], Gives = typeof(RunProgress))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/runs/{run}")] HttpRequest request,
        string agency,
        string run
    )
    {
        var cancellation = request.HttpContext.RequestAborted;
        var paging = PagingQuery.Read(request.Query);
        var found = await runs.LoadAsync(agency, run, cancellation);
        var page = await RunEntries.WaitingAsync(container, found, paging, cancellation);
        var open = await RunEntries.CountWaitingAsync(container, found, late: false, cancellation);
        var late = await RunEntries.CountWaitingAsync(container, found, late: true, cancellation);
        var asked = found.Asked ?? await runs.CountAskedAsync(agency, run, cancellation);
        return ApiAnswer.Ok(Of(found, Math.Max(asked, open), late, open, page));
    }

    private static RunProgress Of(RunDocument run, int asked, int late, int open, Page<EntryDocument> page)
    {
        IReadOnlyList<WaitingReview> items = [.. page.Items.Select(Waiting).OfType<WaitingReview>()];
        return run.Summary is { } summary
            ? new(run, summary.Asked, summary.Answered, summary.Late, open, items, page.Continuation)
            : new(run, asked, asked - open, late, open, items, page.Continuation);
    }

    private static WaitingReview? Waiting(EntryDocument document) =>
        document.Entry.Review is { } review
            ? new(
                document.Reference,
                document.Title,
                document.Entry.Owner,
                review.AskedOn,
                review.Why,
                review.Reminders,
                review.EscalatedTo
            )
            : null;
}
