using RiskRegister.Entries.Accepting;

namespace RiskRegister.Entries.Reviewing;

/// <summary>What a reassessment run does about an entry: it asks for the review, and takes that back when it is ended early.</summary>
public static class AskForReview
{
    /// <summary>
    /// An open entry is asked about when it is due, or when somebody has requested its review; not while a review waits already. An
    /// acceptance that has ended is asked for again with it.
    /// </summary>
    /// <param name="entry">The entry.</param>
    /// <param name="run">The run.</param>
    /// <param name="requested">Why the run was requested; null when it asks only about what is due.</param>
    /// <param name="context">What the decision may know.</param>
    public static Decision Decide(Entry entry, string run, string? requested, DecisionContext context)
    {
        var reasons = Due.Of(entry, context.Settings, context.Today).Select(reason => reason.Why);
        List<string> whys = [.. requested is null ? [] : new[] { requested }, .. reasons];
        if (entry.State == EntryState.Closed || entry.Review is not null || whys.Count == 0)
        {
            return Decision.Accept();
        }

        var asked = new ReviewAsked(run, context.Today, string.Join(' ', whys.Distinct()));
        return AskForAcceptance.Again(entry, context) is { } again ? Decision.Accept(asked, again) : Decision.Accept(asked);
    }

    /// <summary>Takes back the question of a run; nothing where it was answered, or another run has asked.</summary>
    public static Decision Withdraw(Entry entry, string run, string why) =>
        entry.Review?.Run == run ? Decision.Accept(new ReviewWithdrawn(run, why)) : Decision.Accept();
}
