using RiskRegister.Entries;

namespace RiskRegister.Register.Records;

/// <summary>What a command does to a record.</summary>
/// <param name="After">The record after it, with version and head of before: the store counts.</param>
/// <param name="Name">What is done, such as <c>signal-answered</c>; stored for good.</param>
/// <param name="Why">The reason that was given.</param>
public sealed record RecordChange<T>(T After, string Name, string? Why = null)
    where T : RegisterRecord;

/// <summary>What a decision on a record comes to: a change, or the rules that stand against it.</summary>
/// <param name="Change">What is done; null when there is nothing to do or the command is refused.</param>
/// <param name="Refusals">The broken rules.</param>
public sealed record RecordDecision<T>(RecordChange<T>? Change, IReadOnlyList<Refusal> Refusals)
    where T : RegisterRecord
{
    /// <summary>Documents that are created in the same commit, such as messages to the outbox and records that are begun by this one.</summary>
    public IReadOnlyList<DocumentWrite> Beside { get; init; } = [];
}

/// <summary>Makes decisions on records.</summary>
public static class RecordDecision
{
    /// <summary>The command is refused if <paramref name="checks"/> found something, else carried out.</summary>
    public static RecordDecision<T> Of<T>(Checks checks, Func<RecordChange<T>> decide)
        where T : RegisterRecord => checks.Refusals is { Count: > 0 } refusals ? new(null, refusals) : new(decide(), []);

    /// <summary>All is as the command wants it already.</summary>
    public static RecordDecision<T> Nothing<T>()
        where T : RegisterRecord => new(null, []);
}
