using Microsoft.Azure.Functions.Worker;
using RiskRegister.Register;

namespace RiskRegister.Entries.Checking;

/// <summary>The activities of an effectiveness check. Each may be carried out twice; the second time changes nothing.</summary>
public sealed class CheckActivities(EntryStore store)
{
    /// <summary>Who acts in the log when no person does; the history names nobody, because no event is written.</summary>
    private const string Actor = "checking";

    /// <summary>The first instant of the check's day in the agency's time zone, in UTC; null when no check is awaited.</summary>
    [Function(nameof(CheckBegins))]
    public async Task<DateTime?> CheckBegins([ActivityTrigger] CheckKey check)
    {
        var (action, context) = await FindAsync(check);
        return action is { AwaitsCheck: true, CheckDue: { } day } ? context.Settings.StartOf(day) : null;
    }

    /// <summary>
    /// Brings the stored standing up to date, so that lists show at once that the check is due; the owner's next digest tells it by the day.
    /// False when no check is awaited any more.
    /// </summary>
    [Function(nameof(CallForCheck))]
    public async Task<bool> CallForCheck([ActivityTrigger] CheckKey check, CancellationToken cancellation)
    {
        var (action, context) = await FindAsync(check);
        if (action?.AwaitsCheck != true)
        {
            return false;
        }

        await store.RefreshStandingAsync(check.Agency, check.Reference, context, cancellation);
        return true;
    }

    /// <summary>The action, and what is known now; a closed entry awaits no check.</summary>
    private async Task<(PlannedAction? Action, DecisionContext Context)> FindAsync(CheckKey check)
    {
        var context = await store.ContextAsync(check.Agency, Actor);
        var entry = (await store.LoadAsync(check.Agency, check.Reference)).Value;
        var action = entry.Actions.FirstOrDefault(a => a.Id == check.Action);
        return (entry.State == EntryState.Closed ? null : action, context);
    }
}
