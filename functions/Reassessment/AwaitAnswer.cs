using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using RiskRegister.Entries;

namespace RiskRegister.Reassessment;

/// <summary>Names one review of a run.</summary>
public sealed record ReviewKey(RunKey Run, string Reference)
{
    /// <summary>Id of the orchestration.</summary>
    public string InstanceId => $"review:{Run.Agency}:{Run.Run}:{Reference}";
}

/// <summary>What the answer to a review was.</summary>
/// <param name="Answer">The owner's answer.</param>
/// <param name="Moved">By how many levels the entry went up or down.</param>
public sealed record GivenAnswer(ReviewAnswerKind Answer, int Moved);

/// <summary>One review: waits for the owner's answer or for its deadlines, whichever comes first.</summary>
public static class AwaitAnswer
{
    /// <summary>Name of the external event that brings a <see cref="GivenAnswer"/>.</summary>
    public const string Answered = "answered";

    /// <summary>The orchestration.</summary>
    [Function(nameof(AwaitAnswer))]
    public static async Task<RunSummary> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var review = context.GetInput<ReviewKey>()!;
        // The answer may have been given before this orchestration was there to hear of it.
        var deadlines = await context.CallActivityAsync<IReadOnlyList<ReviewDeadline>>(
            nameof(ReviewActivities.Deadlines),
            review
        );
        var passed = 0;
        foreach (var deadline in deadlines)
        {
            var answer = await AnswerByAsync(context, deadline.At);
            if (answer is not null)
            {
                return Summary(answer, passed);
            }

            passed++;
            var open = await context.CallActivityAsync<bool>(nameof(ReviewActivities.Pass), new PassedDeadline(review, deadline));
            if (!open)
            {
                return Summary(new GivenAnswer(ReviewAnswerKind.Confirmed, 0), passed);
            }
        }

        return deadlines.Count == 0 ? Summary(new GivenAnswer(ReviewAnswerKind.Confirmed, 0), 0) : new RunSummary(1, 0, 1, 0, 0);
    }

    private static async Task<GivenAnswer?> AnswerByAsync(TaskOrchestrationContext context, DateTime deadline)
    {
        var wait = deadline - context.CurrentUtcDateTime;
        try
        {
            return await context.WaitForExternalEvent<GivenAnswer>(Answered, wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
        }
        catch (TaskCanceledException)
        {
            return null;
        }
    }

    private static RunSummary Summary(GivenAnswer answer, int passed) =>
        new(1, 1, passed > 0 ? 1 : 0, answer.Moved > 0 ? 1 : 0, answer.Moved < 0 ? 1 : 0);
}
