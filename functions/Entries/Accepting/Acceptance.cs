namespace RiskRegister.Entries;

/// <summary>A request to accept an entry as it is, which waits for an approver.</summary>
/// <param name="Why">Why it should be accepted.</param>
/// <param name="Approver">E-mail address of who is asked; null for any approver with the authority.</param>
/// <param name="Level">Id of the level that is to be accepted.</param>
/// <param name="At">When it was asked.</param>
/// <param name="By">Who asked.</param>
public sealed record AcceptanceRequest(string Why, string? Approver, string Level, DateTimeOffset At, string By);

/// <summary>That an approver has accepted an entry: until a day, and only as long as nothing material changes.</summary>
/// <param name="Seal">What was accepted.</param>
/// <param name="Reason">Why.</param>
/// <param name="Conditions">Under which conditions; null for none.</param>
/// <param name="Until">The last day on which it holds.</param>
/// <param name="At">When.</param>
/// <param name="By">Who accepted.</param>
public record Acceptance(AcceptanceSeal Seal, string Reason, string? Conditions, DateOnly Until, DateTimeOffset At, string By);

/// <summary>An approver was asked to accept the entry as it is.</summary>
public sealed record AcceptanceRequested(string Why, string? Approver, string Level) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Why;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry with
        {
            AcceptanceRequest = new AcceptanceRequest(Why, Approver, Level, at, by),
        };
}

/// <summary>An approver accepted the entry as it was.</summary>
public sealed record Accepted(AcceptanceSeal Seal, string Reason, string? Conditions, DateOnly Until) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Reason;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry with
        {
            AcceptanceRequest = null,
            Acceptance = new Acceptance(Seal, Reason, Conditions, Until, at, by),
        };
}

/// <summary>An approver refused to accept the entry as it was.</summary>
public sealed record AcceptanceRefused(string Reason) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Reason;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) => entry with { AcceptanceRequest = null };
}
