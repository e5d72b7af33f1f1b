namespace RiskRegister.Entries;

/// <summary>How a command is decided that concerns other entries, too: all of them change in one transaction, or none.</summary>
/// <param name="Others">References of the others, found from the entry as it is.</param>
/// <param name="Decide">One decision for each: the entry first, then the others in their order; the first alone when it refuses.</param>
public sealed record JointDecision<TCommand>(
    Func<TCommand, Entry, IReadOnlyList<string>> Others,
    Func<TCommand, IReadOnlyList<Entry>, DecisionContext, IReadOnlyList<Decision>> Decide
);

/// <summary>Makes joint decisions.</summary>
public static class JointDecision
{
    /// <summary>The decision of a command that concerns one entry only.</summary>
    public static JointDecision<TCommand> Alone<TCommand>(Func<TCommand, Entry, DecisionContext, Decision> decide) =>
        new((_, _) => [], (command, entries, context) => [decide(command, entries[0], context)]);
}
