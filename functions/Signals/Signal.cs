using System.Text.Json.Serialization;
using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Signals;

/// <summary>What kind of event a signal tells of.</summary>
public enum SignalKind
{
    /// <summary>A requirement was not met.</summary>
    Nonconformity,

    /// <summary>Somebody complains about a service.</summary>
    Complaint,

    /// <summary>What somebody who uses a service says of it.</summary>
    Feedback,

    /// <summary>Something has gone wrong.</summary>
    Incident,

    /// <summary>An audit has found something.</summary>
    AuditFinding,

    /// <summary>Something changes, within or around the agency.</summary>
    Change,

    /// <summary>Somebody has an idea.</summary>
    Idea,

    /// <summary>An indicator has gone beyond its threshold; only a reading makes this one.</summary>
    IndicatorBreach,
}

/// <summary>Whether a signal has its answer.</summary>
public enum SignalState
{
    /// <summary>It waits for an answer.</summary>
    Open,

    /// <summary>It has one.</summary>
    Answered,
}

/// <summary>An event from outside that may change the register, and has to be answered.</summary>
/// <param name="Agency">Partition.</param>
/// <param name="Reference">S-0007: sequential per agency, never reused.</param>
/// <param name="Kind">What kind of event.</param>
/// <param name="Title">A line that tells it from the others.</param>
public sealed record Signal(string Agency, string Reference, SignalKind Kind, string Title) : RegisterRecord(Agency)
{
    /// <summary>Value of <see cref="Type"/>.</summary>
    public const string RecordType = "signal";

    /// <summary>Stands for the risk managers as a group where an address could stand.</summary>
    public const string RiskManagers = "risk-managers";

    /// <inheritdoc/>
    public override string Id => Reference;

    /// <inheritdoc/>
    public override string Type => RecordType;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Called => CalledOf(Reference);

    /// <summary>What has happened, in full.</summary>
    public string? Description { get; init; }

    /// <summary>Where it comes from: the system that sent it, or the address of who did.</summary>
    public string Source { get; init; } = "";

    /// <summary>What the source calls it; together with the source it names one signal.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The person or the system that it is from, in the words of the sender.</summary>
    public string? From { get; init; }

    /// <summary>When it came into the register.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The day on which it happened.</summary>
    public DateOnly? HappenedOn { get; init; }

    /// <summary>References of the entries that it may concern.</summary>
    public IReadOnlyList<string> Entries { get; init; } = [];

    /// <summary>Processes that it may concern.</summary>
    public IReadOnlyList<string> Processes { get; init; } = [];

    /// <summary>The indicator whose reading made it.</summary>
    public string? Indicator { get; init; }

    /// <summary>Who has to answer: e-mail address in lower case, or <see cref="RiskManagers"/>.</summary>
    public string Assignee { get; init; } = RiskManagers;

    /// <summary>The day from which the deadline counts.</summary>
    public DateOnly AskedOn { get; init; }

    /// <summary>The last day for the answer.</summary>
    public DateOnly Deadline { get; init; }

    /// <summary>Open or answered.</summary>
    public SignalState State { get; init; }

    /// <summary>The answer; null while it has none.</summary>
    public SignalAnswer? Answer { get; init; }

    /// <summary>Who was told that the answer is late; null while nobody was.</summary>
    public SignalEscalation? Escalation { get; init; }

    /// <summary>The day on which the next one is told that there is no answer; null when there is none to be told.</summary>
    public DateOnly? EscalatesOn =>
        (State, Escalation?.Step) switch
        {
            (SignalState.Open, null) => Deadline.AddDays(1),
            (SignalState.Open, 1) => Deadline.AddDays(1 + Math.Max(1, Deadline.DayNumber - AskedOn.DayNumber)),
            _ => null,
        };

    /// <summary>The same signal, to be answered within the agency's days from <paramref name="today"/> on.</summary>
    public Signal AskedFrom(DateOnly today, AgencySettings settings) =>
        this with
        {
            State = SignalState.Open,
            Answer = null,
            Escalation = null,
            AskedOn = today,
            Deadline = today.AddDays(DaysToAnswer(settings)),
        };

    /// <summary>What people call the signal of a reference.</summary>
    public static string CalledOf(string reference) => $"The signal {reference}";

    /// <summary>Document id of the signal of a reference.</summary>
    /// <exception cref="NotFoundException">No signal can have that reference.</exception>
    public static string IdOf(string reference) =>
        Counter.IsNumbered(reference, 'S') ? reference : throw new NotFoundException(CalledOf(reference));

    private int DaysToAnswer(AgencySettings settings) =>
        settings.SignalDays.TryGetValue(Words.Of(Kind), out var days) ? days
        : settings.SignalDays.TryGetValue("*", out var others) ? others
        : 14;
}

/// <summary>That somebody was told of a late answer.</summary>
/// <param name="Step">1: the deadline has passed; 2: twice the deadline has passed.</param>
/// <param name="To">Who was told: e-mail address, or <see cref="Signal.RiskManagers"/>.</param>
/// <param name="On">The day.</param>
public sealed record SignalEscalation(int Step, string To, DateOnly On);

/// <summary>The ways to answer a signal.</summary>
public enum SignalAnswerKind
{
    /// <summary>There is a new entry because of it.</summary>
    RaisesEntry,

    /// <summary>Entries are to be changed because of it.</summary>
    ChangesEntry,

    /// <summary>The register stays as it is, for a reason.</summary>
    NoChange,
}

/// <summary>An answer to a signal.</summary>
/// <param name="Answer">Which.</param>
/// <param name="Entries">The entry that was raised, or those that are to be changed.</param>
/// <param name="Why">The reason.</param>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
public sealed record SignalAnswer(
    SignalAnswerKind Answer,
    IReadOnlyList<string> Entries,
    string? Why,
    DateTimeOffset At,
    string By
);
