using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace RiskRegister.Reassessment;

/// <summary>Asks the owners of one section of a run, page by page.</summary>
public static class AskSection
{
    /// <summary>The orchestration; its output is the cursor from which to go on when the run was paused, or null when all are asked.</summary>
    [Function(nameof(AskSection))]
    public static async Task<string?> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var section = context.GetInput<RunSection>()!;
        for (string? after = section.After; after is not null; )
        {
            var page = await context.CallActivityAsync<AskedPage>(
                nameof(AskActivities.AskPage),
                section with
                {
                    After = after,
                },
                Durable.Patiently
            );
            if (page.IsHeld)
            {
                return after;
            }

            after = page.After;
        }

        return null;
    }
}
