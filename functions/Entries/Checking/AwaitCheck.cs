using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using RiskRegister.Reassessment;

namespace RiskRegister.Entries.Checking;

/// <summary>Names the effectiveness check of one action: its id makes a second start a no-op.</summary>
public sealed record CheckKey(string Agency, string Reference, string Action)
{
    /// <summary>Id of the orchestration.</summary>
    public string InstanceId => $"check:{Agency}:{Reference}:{Action}";
}

/// <summary>One effectiveness check: waits for its day, or for a verdict that is given before.</summary>
public static class AwaitCheck
{
    /// <summary>Name of the external event that tells of a verdict.</summary>
    public const string Checked = "checked";

    /// <summary>The orchestration; its output is whether the day came without a verdict.</summary>
    [Function(nameof(AwaitCheck))]
    public static async Task<bool> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var check = context.GetInput<CheckKey>()!;
        var verdict = context.WaitForExternalEvent<string>(Checked);
        // The verdict may have been given before this orchestration was there to hear of it; then there is no day.
        var day = await context.CallActivityAsync<DateTime?>(nameof(CheckActivities.CheckBegins), check, Durable.Patiently);
        if (day is null)
        {
            return false;
        }

        return await context.FirstAsync(day.Value, verdict) < 0
            && await context.CallActivityAsync<bool>(nameof(CheckActivities.CallForCheck), check, Durable.Patiently);
    }
}
