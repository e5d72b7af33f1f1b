using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using RiskRegister.Entries;

namespace RiskRegister.Reassessment;

/// <summary>What the answer to a review was.</summary>
/// <param name="Answer">The owner's answer.</param>
/// <param name="Moved">By how many levels the entry went up or down.</param>
public sealed record GivenAnswer(ReviewAnswerKind Answer, int Moved)
{
    /// <summary>Whether the entry left appetite by it.</summary>
    public bool LeftAppetite { get; init; }
}

/// <summary>One review: waits for the owner's answer, for its withdrawal or for its deadlines, whichever comes first.</summary>
public static class AwaitReview
{
    /// <summary>Name of the external event that brings a <see cref="GivenAnswer"/>.</summary>
    public const string Answered = "answered";

    /// <summary>Name of the external event that tells that the review was withdrawn.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>The orchestration.</summary>
    [Function(nameof(AwaitReview))]
    public static async Task<RunSummary> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var review = context.GetInput<ReviewKey>()!;
        // One wait each for the whole review: a wait that is given up and begun again could miss what comes between the two.
        var answered = context.WaitForExternalEvent<GivenAnswer>(Answered);
        var withdrawn = context.WaitForExternalEvent<bool>(Withdrawn);
        var course = await context.CallActivityAsync<ReviewCourse>(
            nameof(ReviewActivities.BeginReview),
            review,
            Durable.Patiently
        );
        var (state, passed, at) = (course.State, 0, default(DateTime?));
        while (state is ReviewState.Open or ReviewState.Paused && passed < course.Deadlines.Count)
        {
            var deadline = course.Deadlines[passed];
            var first = await context.FirstAsync(at ?? deadline.At, answered, withdrawn);
            if (first >= 0)
            {
                return first == 0 ? Heard(await answered, passed) : Ended(ReviewState.Withdrawn, passed);
            }

            var deal = new PassedDeadline(review, deadline);
            state = await context.CallActivityAsync<ReviewState>(nameof(ReviewActivities.PassDeadline), deal, Durable.Patiently);
            passed += state == ReviewState.Paused ? 0 : 1;
            // While the run is paused the same deadline is looked at again each day.
            at = state == ReviewState.Paused ? context.CurrentUtcDateTime.AddDays(1) : null;
        }

        return Ended(state, passed);
    }

    private static RunSummary Heard(GivenAnswer answer, int passed) =>
        new(1, 1, passed > 0 ? 1 : 0, answer.Moved > 0 ? 1 : 0, answer.Moved < 0 ? 1 : 0)
        {
            Outside = answer.LeftAppetite ? 1 : 0,
        };

    /// <summary>An answer that the register has, but whose event did not come, counts as one that moved nothing.</summary>
    private static RunSummary Ended(ReviewState state, int passed) =>
        state switch
        {
            ReviewState.Answered => new(1, 1, passed > 0 ? 1 : 0, 0, 0),
            ReviewState.Withdrawn => RunSummary.Nothing with { Asked = 1, Withdrawn = 1 },
            _ => new(1, 0, 1, 0, 0),
        };
}
