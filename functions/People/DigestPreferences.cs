namespace RiskRegister.People;

/// <summary>How often somebody wants a digest.</summary>
public enum DigestFrequency
{
    /// <summary>Never.</summary>
    None,

    /// <summary>Every day.</summary>
    Daily,

    /// <summary>Once a week.</summary>
    Weekly,

    /// <summary>Once a month.</summary>
    Monthly,
}

/// <summary>The digests that there are. Each can be turned off by itself; statutory notices are none of them.</summary>
public enum DigestKind
{
    /// <summary>What somebody has to do: decide, catch up, prepare.</summary>
    Digest,

    /// <summary>What matters and what moved in the register, for who does not keep it.</summary>
    StakeholderDigest,
}

/// <summary>
/// When somebody wants which digest, in the time zone of the agency. It is the field <c>digests</c> of a <see cref="Person"/>, such as
/// <c>{"frequency":"weekly","stakeholder":"none","hour":7,"weekday":"monday","language":"fr","evenWhenEmpty":false}</c>; who has said
/// nothing has the defaults. Changed by the command SetDigests, by unsubscribing, and by nothing else.
/// </summary>
public sealed record DigestPreferences
{
    /// <summary>The languages of mails.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "fr"];

    /// <summary>How often they want the digest of their own work: none, daily, weekly or monthly.</summary>
    public DigestFrequency Frequency { get; init; } = DigestFrequency.Daily;

    /// <summary>How often they want the stakeholders' digest: none, daily, weekly or monthly.</summary>
    public DigestFrequency Stakeholder { get; init; } = DigestFrequency.None;

    /// <summary>The hour of the day from which on they want it, 0 to 23, in the agency's time zone.</summary>
    public int Hour { get; init; } = 7;

    /// <summary>The day of a weekly digest; a monthly one comes on the first such day of the month.</summary>
    public DayOfWeek Weekday { get; init; } = DayOfWeek.Monday;

    /// <summary>Language of all mails to them, such as <c>fr</c>; null for the agency's.</summary>
    public string? Language { get; init; }

    /// <summary>Whether they want a digest also when there is nothing to tell.</summary>
    public bool EvenWhenEmpty { get; init; }

    /// <summary>How often they want a digest.</summary>
    public DigestFrequency Of(DigestKind kind) => kind == DigestKind.Digest ? Frequency : Stakeholder;

    /// <summary>Whether a day is one of those on which they want a digest.</summary>
    public bool IsDay(DigestKind kind, DateOnly day) =>
        Of(kind) switch
        {
            DigestFrequency.Daily => true,
            DigestFrequency.Weekly => day.DayOfWeek == Weekday,
            DigestFrequency.Monthly => day.DayOfWeek == Weekday && day.Day <= 7,
            _ => false,
        };

    /// <summary>The same without a digest.</summary>
    public DigestPreferences Without(DigestKind kind) =>
        kind == DigestKind.Digest
            ? this with
            {
                Frequency = DigestFrequency.None,
            }
            : this with
            {
                Stakeholder = DigestFrequency.None,
            };
}

/// <summary>That mails to a person come back.</summary>
/// <param name="Since">When it was noted.</param>
/// <param name="Reason">What their mail server said last.</param>
public sealed record Undeliverable(DateTimeOffset Since, string Reason);
