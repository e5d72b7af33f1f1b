namespace RiskRegister.Entries;

/// <summary>Whether an opportunity is pursued.</summary>
public enum PursuitKind
{
    /// <summary>It is.</summary>
    Pursue,

    /// <summary>Not yet; the decision is taken again on a day.</summary>
    Defer,

    /// <summary>It is not.</summary>
    Decline,
}

/// <summary>The decision about an opportunity, with the reason that is kept.</summary>
/// <param name="Decision">Pursue, defer or decline.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">Deferred: the day of the next decision.</param>
/// <param name="At">When it was decided.</param>
/// <param name="By">Who decided.</param>
public sealed record Pursuit(PursuitKind Decision, string Reason, DateOnly? Until, DateTimeOffset At, string By);

/// <summary>What an opportunity is to bring.</summary>
/// <param name="Measure">What is counted, so worded that more is better, such as "answers within a week".</param>
/// <param name="Value">How much of it.</param>
/// <param name="Unit">In what.</param>
/// <param name="By">By which day.</param>
public sealed record ExpectedBenefit(string Measure, decimal Value, string Unit, DateOnly By);

/// <summary>What an opportunity has brought, in the measure and unit of what was expected.</summary>
/// <param name="Value">How much.</param>
/// <param name="On">The day for which it is told.</param>
/// <param name="Note">How it is known.</param>
/// <param name="At">When it was told.</param>
/// <param name="By">Who told it.</param>
public sealed record RealisedBenefit(decimal Value, DateOnly On, string Note, DateTimeOffset At, string By);

/// <summary>It was decided whether an opportunity is pursued.</summary>
public sealed record PursuitDecided(PursuitKind Decision, string Reason, DateOnly? Until) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Reason;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry with
        {
            Pursuit = new Pursuit(Decision, Reason, Until, at, by),
        };
}

/// <summary>It was told what an opportunity is to bring.</summary>
public sealed record BenefitExpected(string Measure, decimal Value, string Unit, DateOnly By) : EntryEvent
{
    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry with
        {
            Expected = new ExpectedBenefit(Measure, Value, Unit, By),
        };
}

/// <summary>It was told what an opportunity has brought.</summary>
public sealed record BenefitRealised(decimal Value, DateOnly On, string Note) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Note;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry with
        {
            Realised = [.. entry.Realised, new RealisedBenefit(Value, On, Note, at, by)],
        };
}
