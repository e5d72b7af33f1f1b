namespace RiskRegister.Entries;

/// <summary>What brings a review forward.</summary>
public enum CallCause
{
    /// <summary>A signal was answered by changing the entry.</summary>
    Signal,

    /// <summary>An indicator that the entry is tied to is in breach.</summary>
    Indicator,

    /// <summary>The criteria have changed.</summary>
    Criteria,

    /// <summary>An action was found not effective.</summary>
    Check,

    /// <summary>A risk manager has asked for it.</summary>
    Request,
}

/// <summary>That a review was brought forward and has no answer yet.</summary>
/// <param name="Cause">What brought it forward.</param>
/// <param name="Why">The same in words.</param>
/// <param name="Signal">The signal that it came from; null for none.</param>
/// <param name="At">When.</param>
/// <param name="By">Who called: e-mail address, or the name of the part of the system that acted.</param>
public sealed record ReviewCall(CallCause Cause, string Why, string? Signal, DateTimeOffset At, string By);

/// <summary>The entry is to be reviewed on <paramref name="NextReview"/>, earlier than it would have been.</summary>
public sealed record ReviewCalled(CallCause Cause, string Why, DateOnly NextReview) : EntryEvent
{
    /// <inheritdoc cref="ReviewCall.Signal"/>
    public string? Signal { get; init; }

    /// <inheritdoc/>
    public override string? WhyGiven() => Why;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry.Knowing(Signal) with
        {
            NextReview = NextReview,
            ReviewCall = new ReviewCall(Cause, Why, Signal, at, by),
        };
}
