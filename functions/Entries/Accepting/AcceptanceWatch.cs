namespace RiskRegister.Entries.Accepting;

/// <summary>
/// Asks the approver again when a change voids the acceptance that held until then. It follows from whatever was decided, so no command
/// has to think of it; and it happens once, because afterwards there is no acceptance that holds.
/// </summary>
public static class AcceptanceWatch
{
    /// <summary>What follows from a change; null for nothing.</summary>
    /// <param name="before">The entry before the change.</param>
    /// <param name="after">The entry after it.</param>
    /// <param name="context">What the decision knew.</param>
    public static EntryEvent? Following(Entry before, Entry after, DecisionContext context)
    {
        var (settings, today) = (context.Settings, context.Today);
        if (
            before.Acceptance is not { } acceptance
            || Standing.IsVoid(before, settings, today)
            || after is not { State: EntryState.Open, AcceptanceRequest: null }
            || !Standing.IsVoid(after, settings, today)
            || !Standing.IsOutside(after, settings)
        )
        {
            return null;
        }

        var changed = acceptance.Seal.DifferencesTo(AcceptanceSeal.Of(after, settings)).Select(difference => difference.What);
        var why = $"What was accepted has changed: {string.Join(", ", changed)}.";
        var request = new AcceptanceRequested(why, acceptance.By, after.Effective!.Level);
        var asked = request.ApplyTo(after, context.Now, context.Actor);
        // Who has become a maker by this change may not accept it any more, so anybody with the authority is asked.
        return AcceptanceChecks.PartOf(asked, acceptance.By) is null ? request : request with { Approver = null };
    }
}
