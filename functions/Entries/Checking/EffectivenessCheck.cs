namespace RiskRegister.Entries;

/// <summary>Whether a completed action had its effect.</summary>
public enum Verdict
{
    /// <summary>It had.</summary>
    Effective,

    /// <summary>In part.</summary>
    Partly,

    /// <summary>It had not.</summary>
    NotEffective,
}

/// <summary>What the check of a completed action came to.</summary>
/// <param name="Verdict">Whether it had its effect.</param>
/// <param name="Finding">What was looked at, and seen.</param>
/// <param name="At">When.</param>
/// <param name="By">Who checked.</param>
public sealed record EffectivenessCheck(Verdict Verdict, string Finding, DateTimeOffset At, string By);

/// <summary>The effectiveness of a completed action was checked.</summary>
public sealed record ActionChecked(string Id, Verdict Verdict, string Finding) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Finding;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry.WithAction(Id, action => action with { Check = new EffectivenessCheck(Verdict, Finding, at, by) });
}
