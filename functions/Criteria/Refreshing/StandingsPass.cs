using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using RiskRegister.Reassessment;

namespace RiskRegister.Criteria.Refreshing;

/// <summary>Names the refreshing of an agency's stored standings after a change of settings: its id makes a second start a no-op.</summary>
/// <param name="Agency">The agency.</param>
/// <param name="Version">Version of the settings.</param>
/// <param name="After">How far it has got: what comes after this reference.</param>
public sealed record StandingsPassInput(string Agency, int Version, string After)
{
    /// <summary>Id of the orchestration.</summary>
    public string InstanceId => string.Create(CultureInfo.InvariantCulture, $"standings:{Agency}:{Version}");
}

/// <summary>Brings all stored standings of an agency up to date with its settings, page by page.</summary>
public static class StandingsPass
{
    /// <summary>Pages after which it goes on as a new execution, so that its history stays short.</summary>
    public const int PagesOfExecution = 100;

    /// <summary>The orchestration.</summary>
    [Function(nameof(StandingsPass))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var pass = context.GetInput<StandingsPassInput>()!;
        var key = new RunKey(pass.Agency, DateOnly.FromDateTime(context.CurrentUtcDateTime));
        var pages = new Pages(nameof(RunActivities.RefreshStandings), key, pass.After);
        var after = await EveryPage.SomeAsync(context, pages, PagesOfExecution);
        if (after is not null)
        {
            context.ContinueAsNew(pass with { After = after });
        }
    }
}
