using RiskRegister.Entries;

namespace RiskRegister.Register;

/// <summary>What was asked for breaks rules; nothing was changed.</summary>
public sealed class RefusedException(IReadOnlyList<Refusal> refusals) : Exception(refusals[0].Message)
{
    /// <summary>The broken rules, at least one.</summary>
    public IReadOnlyList<Refusal> Refusals { get; } = refusals;

    /// <summary>A refusal by one rule.</summary>
    public static RefusedException Because(string field, string rule, string message) => new([new Refusal(field, rule, message)]);
}

/// <summary>There is no such thing in this agency.</summary>
public sealed class NotFoundException(string what) : Exception($"{what} does not exist here.");

/// <summary>The entry was changed since the version that the client had read; nothing was changed now.</summary>
public sealed class StaleException(Stored<Entry> current)
    : Exception($"{current.Value.Reference} was changed by somebody else since you read it.")
{
    /// <summary>The entry as it is now.</summary>
    public Stored<Entry> Current { get; } = current;
}
