using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using RiskRegister.Entries;

namespace RiskRegister.Reassessment;

/// <summary>One review of a <see cref="ReviewPage"/>: waits for the owner's answer or for its deadlines; its steps must stay as they are.</summary>
public static class AwaitAnswer
{
    /// <summary>Name of the external event that brings a <see cref="GivenAnswer"/>.</summary>
    public const string Answered = "answered";

    /// <summary>Stands for an answer that the register has, but whose event did not reach the orchestration.</summary>
    private static readonly GivenAnswer Unheard = new(ReviewAnswerKind.Confirmed, 0);

    /// <summary>The orchestration.</summary>
    [Function(nameof(AwaitAnswer))]
    public static async Task<RunSummary> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var review = context.GetInput<ReviewKey>()!;
        // One wait for the whole review: a wait that is given up and begun again could miss an answer between the two.
        var answered = context.WaitForExternalEvent<GivenAnswer>(Answered);
        // The answer may have been given before this orchestration was there to hear of it; then there are no deadlines.
        var deadlines = await context.CallActivityAsync<IReadOnlyList<ReviewDeadline>>(
            nameof(BeforeActivities.Deadlines),
            review
        );
        var passed = 0;
        foreach (var deadline in deadlines)
        {
            if (await IsAnsweredByAsync(context, answered, deadline.At))
            {
                return Summary(await answered, passed);
            }

            passed++;
            var open = await context.CallActivityAsync<bool>(nameof(BeforeActivities.Pass), new PassedDeadline(review, deadline));
            if (!open)
            {
                return Summary(Unheard, passed);
            }
        }

        return deadlines.Count == 0 ? Summary(Unheard, passed) : new RunSummary(1, 0, 1, 0, 0);
    }

    private static async Task<bool> IsAnsweredByAsync(TaskOrchestrationContext context, Task answered, DateTime deadline)
    {
        using var ended = new CancellationTokenSource();
        var first = await Task.WhenAny(answered, context.CreateTimer(deadline, ended.Token));
#pragma warning disable CA1849, MA0042 // CancelAsync completes on another thread, which an orchestrator must not wait for.
        ended.Cancel();
#pragma warning restore CA1849, MA0042
        return first == answered;
    }

    private static RunSummary Summary(GivenAnswer answer, int passed) =>
        new(1, 1, passed > 0 ? 1 : 0, answer.Moved > 0 ? 1 : 0, answer.Moved < 0 ? 1 : 0);
}
