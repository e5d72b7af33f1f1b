namespace RiskRegister.Entries.Escalating;

/// <summary>
/// Escalates an entry whose level leaves appetite, and ends that after the agency's number of reviews inside it. It follows from
/// whatever was decided, so no command has to think of it.
/// </summary>
public static class AppetiteWatch
{
    /// <summary>What follows from events for an entry that was in the register already; null for nothing.</summary>
    /// <param name="after">The entry after the events.</param>
    /// <param name="events">The events.</param>
    /// <param name="context">What the decision knew.</param>
    public static EntryEvent? Following(Entry after, IEnumerable<EntryEvent> events, DecisionContext context)
    {
        if (after.State == EntryState.Closed || after.Effective is not { } rating)
        {
            return null;
        }

        if (Standing.IsOutside(after, context.Settings))
        {
            return after.Escalation is { QuietReviews: 0 } known && known.Level == rating.Level
                ? null
                : new AppetiteLeft(context.Today, rating.Level, context.Settings.AppetiteLevel(after.Category));
        }

        if (after.Escalation is not { } escalation || !events.OfType<Reviewed>().Any())
        {
            return null;
        }

        var quiet = escalation.QuietReviews + 1;
        return new AppetiteRegained(quiet, Ends: quiet >= context.Settings.QuietReviews);
    }
}
