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
public sealed record Entry
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

    /// <summary>A line that tells this entry from the others.</summary>
    public string Title { get; init; } = "";

    /// <summary>Risk: the source that gives rise to it.</summary>
    public string? Cause { get; init; }

    /// <summary>Risk: what might happen.</summary>
    public string? Event { get; init; }

    /// <summary>Risk: what it would do to the objectives.</summary>
    public string? Consequence { get; init; }

    /// <summary>Opportunity: the circumstances that make it possible.</summary>
    public string? Opening { get; init; }

    /// <summary>Opportunity: what would be done.</summary>
    public string? Action { get; init; }

    /// <summary>Opportunity: the gain that is hoped for.</summary>
    public string? Benefit { get; init; }

    /// <summary>E-mail address of the owner, or the name found in an imported file; null while nobody owns it.</summary>
    public string? Owner { get; init; }

    /// <summary>One of the agency's categories.</summary>
    public string? Category { get; init; }

    /// <summary>Processes that the entry belongs to (4.4).</summary>
    public IReadOnlyList<string> Processes { get; init; } = [];

    /// <summary>Objectives that the entry bears on (6.2).</summary>
    public IReadOnlyList<string> Objectives { get; init; } = [];

    /// <summary>What was told about the entry and has no field of its own.</summary>
    public string? Notes { get; init; }

    /// <summary>The reference that the entry had in the file it was imported from.</summary>
    public string? SourceReference { get; init; }

    /// <summary>The level before any control.</summary>
    public Rating? Inherent { get; init; }

    /// <summary>The level with the controls of today.</summary>
    public Rating? Current { get; init; }

    /// <summary>The level that the planned actions are to reach.</summary>
    public Rating? Target { get; init; }

    /// <summary>What is done about the entry, and why.</summary>
    public Response? Response { get; init; }

    /// <summary>Planned and completed actions, in the order of planning.</summary>
    public IReadOnlyList<PlannedAction> Actions { get; init; } = [];

    /// <summary>The review that waits for the owner's answer, if one does.</summary>
    public OpenReview? Review { get; init; }

    /// <summary>The day on which the next review falls due.</summary>
    public DateOnly? NextReview { get; init; }

    /// <summary>The last answer to a review.</summary>
    public ReviewAnswer? LastReview { get; init; }

    /// <summary>Why the entry was closed.</summary>
    public string? ClosedReason { get; init; }

    /// <summary>When and by whom it was raised.</summary>
    public DateTimeOffset RaisedAt { get; init; }

    /// <inheritdoc cref="RaisedAt"/>
    public string RaisedBy { get; init; } = "";

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>The rating that counts today: current, or inherent while there is no current one.</summary>
    [JsonIgnore]
    public Rating? Effective => Current ?? Inherent;

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
        After(change, at, by) with
        {
            Version = Version + 1,
            ChangedAt = at,
        };

    private Entry After(EntryEvent change, DateTimeOffset at, string by) =>
        change switch
        {
            Raised e => After(e, at, by),
            Imported e => After(e, at, by),
            Assessed e => WithRating(e.Stage, e.Rating) with { State = EntryState.Open, NextReview = e.NextReview ?? NextReview },
            Responded e => this with { Response = new Response(e.Kind, e.Reason) },
            ActionPlanned e => this with { Actions = [.. Actions, PlannedAction.From(e)] },
            ActionCompleted e => this with { Actions = [.. Actions.Select(a => a.Id == e.Id ? a.Complete(e, at, by) : a)] },
            ReviewAsked e => this with { Review = new OpenReview(e.Run, e.AskedOn, e.Why) },
            ReviewReminded e => this with { Review = Review?.Remind(e) },
            ReviewEscalated e => this with { Review = Review?.Escalate(e) },
            Reviewed e => this with
            {
                Review = null,
                NextReview = e.NextReview,
                LastReview = new ReviewAnswer(e.Answer, e.Reason, at, by),
            },
            Closed e => this with { State = EntryState.Closed, ClosedReason = e.Reason, Review = null, NextReview = null },
            _ => throw new InvalidOperationException($"The event {change.GetType().Name} has no effect defined."),
        };

    private Entry After(Raised e, DateTimeOffset at, string by) =>
        this with
        {
            Kind = e.Kind,
            State = e.Draft ? EntryState.Draft : EntryState.Open,
            Title = e.Title,
            Cause = e.Cause,
            Event = e.Event,
            Consequence = e.Consequence,
            Opening = e.Opening,
            Action = e.Action,
            Benefit = e.Benefit,
            Owner = e.Owner,
            Category = e.Category,
            Processes = e.Processes ?? [],
            Objectives = e.Objectives ?? [],
            Notes = e.Notes,
            SourceReference = e.SourceReference,
            NextReview = e.NextReview,
            RaisedAt = at,
            RaisedBy = by,
        };

    private Entry After(Imported e, DateTimeOffset at, string by)
    {
        var raised = After(e.As, at, by);
        return raised with
        {
            State = e.ClosedReason is null ? raised.State : EntryState.Closed,
            ClosedReason = e.ClosedReason,
            NextReview = e.ClosedReason is null ? raised.NextReview : null,
            Inherent = e.Inherent,
            Current = e.Current,
            Target = e.Target,
            Response = e.Response,
            Actions = e.Actions ?? [],
        };
    }

    private Entry WithRating(RatingStage stage, Rating rating) =>
        stage switch
        {
            RatingStage.Inherent => this with { Inherent = rating },
            RatingStage.Current => this with { Current = rating },
            _ => this with { Target = rating },
        };
}
