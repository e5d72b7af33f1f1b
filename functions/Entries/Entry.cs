using System.Text.Json.Serialization;

namespace RiskRegister.Entries;

/// <summary>What an entry is about: an effect to be shrunk, or one to be grown.</summary>
public enum EntryKind
{
    /// <summary>cause -> event -> consequence; rated by likelihood and consequence.</summary>
    Risk,

    /// <summary>opening -> action -> benefit; rated by feasibility and benefit.</summary>
    Opportunity,
}

/// <summary>The only stored state of an entry; all else is computed by <see cref="Standing"/>.</summary>
public enum EntryState
{
    /// <summary>Noted, and not yet assessed; the first rating opens it.</summary>
    Draft,

    /// <summary>In force.</summary>
    Open,

    /// <summary>Ended with a reason; kept with its history.</summary>
    Closed,
}

/// <summary>One risk or opportunity of an agency: an immutable record that its events make, one after the other.</summary>
public record Entry : EntryDetails
{
    /// <summary>The agency's id.</summary>
    public required string Agency { get; init; }

    /// <summary>R-0042 or O-0007: sequential per agency and kind, never reused.</summary>
    public required string Reference { get; init; }

    /// <summary>How many events made this state; the first is 1.</summary>
    public int Version { get; init; }

    /// <summary>Risk or opportunity.</summary>
    public EntryKind Kind { get; init; }

    /// <summary>Draft, open or closed.</summary>
    public EntryState State { get; init; }

    /// <summary>The reference that the entry had in the file it was imported from.</summary>
    public string? SourceReference { get; init; }

    /// <summary>The signal that it came from.</summary>
    public string? Signal { get; init; }

    /// <summary>The signals that were answered by changing it, or brought its review forward; null for none.</summary>
    public IReadOnlyList<string>? Signals { get; init; }

    /// <summary>The level before any control.</summary>
    public Rating? Inherent { get; init; }

    /// <summary>The level with the controls of today.</summary>
    public Rating? Current { get; init; }

    /// <summary>The level that the planned actions are to reach.</summary>
    public Rating? Target { get; init; }

    /// <summary>What is done about the entry, and why.</summary>
    public Response? Response { get; init; }

    /// <summary>What holds the level down today, in the order of adding; retired ones stay.</summary>
    public IReadOnlyList<Control> Controls { get; init; } = [];

    /// <summary>Planned and completed actions, in the order of planning.</summary>
    public IReadOnlyList<PlannedAction> Actions { get; init; } = [];

    /// <summary>Opportunity: whether it is pursued.</summary>
    public Pursuit? Pursuit { get; init; }

    /// <summary>Opportunity: what it is to bring.</summary>
    public ExpectedBenefit? Expected { get; init; }

    /// <summary>Opportunity: what it has brought, in the order of telling.</summary>
    public IReadOnlyList<RealisedBenefit> Realised { get; init; } = [];

    /// <summary>Ties to other entries.</summary>
    public IReadOnlyList<EntryLink> Links { get; init; } = [];

    /// <summary>The request for acceptance that waits for an approver.</summary>
    public AcceptanceRequest? AcceptanceRequest { get; init; }

    /// <summary>The last acceptance, whether it still holds or not; <see cref="Standing"/> tells.</summary>
    public Acceptance? Acceptance { get; init; }

    /// <summary>Set while the entry counts as escalated: it has left appetite and was not back for long enough.</summary>
    public Escalation? Escalation { get; init; }

    /// <summary>The review that waits for the owner's answer, if one does.</summary>
    public OpenReview? Review { get; init; }

    /// <summary>The day on which the next review falls due.</summary>
    public DateOnly? NextReview { get; init; }

    /// <summary>Set from the call for a review until that review is answered.</summary>
    public ReviewCall? ReviewCall { get; init; }

    /// <summary>The last answer to a review.</summary>
    public ReviewAnswer? LastReview { get; init; }

    /// <summary>When what the entry is about has happened, the first time first.</summary>
    public IReadOnlyList<Occurrence> Occurrences { get; init; } = [];

    /// <summary>Files that prove what is claimed.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>Why the entry was closed.</summary>
    public string? ClosedReason { get; init; }

    /// <summary>When and by whom it was raised.</summary>
    public DateTimeOffset RaisedAt { get; init; }

    /// <inheritdoc cref="RaisedAt"/>
    public string RaisedBy { get; init; } = "";

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>
    /// The rating that counts today: current; inherent while there is no current one, and again when all that a lowered current one
    /// rests on has failed.
    /// </summary>
    [JsonIgnore]
    public Rating? Effective => Basis == RatingBasis.Failed ? Inherent : Current ?? Inherent;

    /// <summary>What the current level stands on.</summary>
    [JsonIgnore]
    public RatingBasis Basis => RatingBases.Of(this);

    /// <summary>The rating of one stage.</summary>
    public Rating? RatingAt(RatingStage stage) =>
        stage switch
        {
            RatingStage.Inherent => Inherent,
            RatingStage.Current => Current,
            _ => Target,
        };

    /// <summary>An entry before its first event.</summary>
    public static Entry Unborn(string agency, string reference) => new() { Agency = agency, Reference = reference };

    /// <summary>The state after one more event.</summary>
    public Entry Apply(EntryEvent change, DateTimeOffset at, string by) =>
        change.ApplyTo(this, at, by) with
        {
            Version = Version + 1,
            ChangedAt = at,
        };

    /// <summary>The same entry tied to one more signal, if one is named.</summary>
    public Entry Knowing(string? signal) =>
        signal is null || Signals?.Contains(signal) == true ? this : this with { Signals = [.. Signals ?? [], signal] };

    /// <summary>The same entry with other details.</summary>
    public Entry With(EntryDetails details) =>
        this with
        {
            Title = details.Title,
            Cause = details.Cause,
            Event = details.Event,
            Consequence = details.Consequence,
            Opening = details.Opening,
            Action = details.Action,
            Benefit = details.Benefit,
            Owner = details.Owner,
            Delegate = details.Delegate,
            Category = details.Category,
            Tags = details.Tags,
            Processes = details.Processes,
            Objectives = details.Objectives,
            Issues = details.Issues,
            Parties = details.Parties,
            Velocity = details.Velocity,
            Effort = details.Effort,
            Confidential = details.Confidential,
            Notes = details.Notes,
        };
}
