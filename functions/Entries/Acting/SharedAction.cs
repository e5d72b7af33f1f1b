namespace RiskRegister.Entries.Acting;

/// <summary>
/// Carries a command on an action out in all entries that it serves. An entry is left out where it is closed, or where its action went
/// another way since: both come about when an entry is closed while its action goes on elsewhere.
/// </summary>
public static class SharedAction
{
    /// <summary>The decision for all of them, made by that for one.</summary>
    public static JointDecision<TCommand> Everywhere<TCommand>(Func<TCommand, Entry, DecisionContext, Decision> decide)
        where TCommand : ActionCommand =>
        new(
            (command, entry) => [.. Twins(command, entry).Select(twin => twin.Reference)],
            (command, entries, context) => Decide(command, entries, context, decide)
        );

    /// <summary>The same action in other entries.</summary>
    public static IReadOnlyList<ActionTwin> Twins(ActionCommand command, Entry entry) => command.In(entry)?.Twins ?? [];

    private static IReadOnlyList<Decision> Decide<TCommand>(
        TCommand command,
        IReadOnlyList<Entry> entries,
        DecisionContext context,
        Func<TCommand, Entry, DecisionContext, Decision> decide
    )
        where TCommand : ActionCommand
    {
        var first = decide(command, entries[0], context);
        return first.Refusals.Count > 0
            ? [first]
            :
            [
                first,
                .. Twins(command, entries[0])
                    .Zip(entries.Skip(1), (twin, other) => (Command: command with { Action = twin.Id }, Other: other))
                    .Select(there =>
                        TakesPart(command.In(entries[0])!, there.Command.In(there.Other), there.Other)
                            ? decide(there.Command, there.Other, context)
                            : Decision.Accept()
                    ),
            ];
    }

    private static bool TakesPart(PlannedAction here, PlannedAction? there, Entry other) =>
        other.State != EntryState.Closed
        && there is not null
        && (here.CompletedAt, here.DroppedOn, here.Check?.At) == (there.CompletedAt, there.DroppedOn, there.Check?.At);
}
