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

/// <summary>Who calls may not do this; nothing was changed.</summary>
public sealed class NotAllowedException(string message) : Exception(message);

/// <summary>There is no such thing in this agency.</summary>
public sealed class NotFoundException(string what) : Exception($"{what} does not exist here.");

/// <summary>What was to be changed has changed since the version that the client had read; nothing was changed now.</summary>
/// <param name="name">Its name, such as R-0042.</param>
/// <param name="etag">The ETag of today's version.</param>
public sealed class StaleException(string name, string etag)
    : Exception($"{name} was changed by somebody else since you read it.")
{
    /// <summary>The ETag of today's version.</summary>
    public string ETag { get; } = etag;
}
