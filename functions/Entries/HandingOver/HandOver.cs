using RiskRegister.Entries.Accepting;
using RiskRegister.People;

namespace RiskRegister.Entries.HandingOver;

/// <summary>
/// Hands over what somebody who has left had to do with an entry: as owner or delegate, as owner of open actions, and as the approver who
/// was asked. Where nothing is theirs any more nothing is done, so it may be done again.
/// </summary>
public static class HandOver
{
    /// <summary>All of it goes to the same person; a request for acceptance only if they may answer it, else it is withdrawn, so that it is asked anew.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="from">Who has left.</param>
    /// <param name="to">Who takes over; null for nobody.</param>
    /// <param name="context">What the decision may know.</param>
    public static Decision Decide(Entry entry, Person from, Person? to, DecisionContext context)
    {
        if (entry.State == EntryState.Closed || !IsTheirs(entry, from))
        {
            return Decision.Accept();
        }

        var handed = new HandedOver(from.Email, to?.Email, $"{from.Name} {PersonChecks.Leaving(from)}.");
        if (!from.Is(entry.AcceptanceRequest?.Approver) || MayAccept(handed.ApplyTo(entry, context.Now, ""), to, context))
        {
            return Decision.Accept(handed);
        }

        var withdrawn = new AcceptanceWithdrawn(
            $"{from.Name}, who was asked, {PersonChecks.Leaving(from)}. Ask an approver with the authority."
        );
        return IsTheirs(withdrawn.ApplyTo(entry, context.Now, ""), from)
            ? Decision.Accept(withdrawn, handed)
            : Decision.Accept(withdrawn);
    }

    private static bool IsTheirs(Entry entry, Person from) =>
        from.Is(entry.Owner)
        || from.Is(entry.Delegate)
        || from.Is(entry.AcceptanceRequest?.Approver)
        || from.Is(entry.Review?.EscalatedTo)
        || entry.Actions.Any(action => action.IsOpen && from.Is(action.Owner));

    /// <summary>By the entry as it is after handing over, because who owns it then may not accept it as well.</summary>
    private static bool MayAccept(Entry after, Person? to, DecisionContext context) =>
        to is not null && new Checks().Authority("", to, after, context.Settings).NotMaker("", to, after).Refusals.Count == 0;
}
