namespace RiskRegister.Entries;

/// <summary>The entry came into the register. Lists that are empty are left out.</summary>
public sealed record Raised(EntryKind Kind, string Title) : EntryEvent
{
    /// <summary>True when it is only noted so far.</summary>
    public bool Draft { get; init; }

    /// <inheritdoc cref="EntryDetails.Cause"/>
    public string? Cause { get; init; }

    /// <inheritdoc cref="EntryDetails.Event"/>
    public string? Event { get; init; }

    /// <inheritdoc cref="EntryDetails.Consequence"/>
    public string? Consequence { get; init; }

    /// <inheritdoc cref="EntryDetails.Opening"/>
    public string? Opening { get; init; }

    /// <inheritdoc cref="EntryDetails.Action"/>
    public string? Action { get; init; }

    /// <inheritdoc cref="EntryDetails.Benefit"/>
    public string? Benefit { get; init; }

    /// <inheritdoc cref="EntryDetails.Owner"/>
    public string? Owner { get; init; }

    /// <inheritdoc cref="EntryDetails.Delegate"/>
    public string? Delegate { get; init; }

    /// <inheritdoc cref="EntryDetails.Category"/>
    public string? Category { get; init; }

    /// <inheritdoc cref="EntryDetails.Tags"/>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <inheritdoc cref="EntryDetails.Processes"/>
    public IReadOnlyList<string>? Processes { get; init; }

    /// <inheritdoc cref="EntryDetails.Objectives"/>
    public IReadOnlyList<string>? Objectives { get; init; }

    /// <inheritdoc cref="EntryDetails.Issues"/>
    public IReadOnlyList<string>? Issues { get; init; }

    /// <inheritdoc cref="EntryDetails.Parties"/>
    public IReadOnlyList<string>? Parties { get; init; }

    /// <inheritdoc cref="EntryDetails.Velocity"/>
    public Velocity? Velocity { get; init; }

    /// <inheritdoc cref="EntryDetails.Effort"/>
    public Effort? Effort { get; init; }

    /// <inheritdoc cref="EntryDetails.Confidential"/>
    public bool? Confidential { get; init; }

    /// <inheritdoc cref="EntryDetails.Notes"/>
    public string? Notes { get; init; }

    /// <inheritdoc cref="Entry.Signal"/>
    public string? Signal { get; init; }

    /// <inheritdoc cref="Entry.SourceReference"/>
    public string? SourceReference { get; init; }

    /// <inheritdoc cref="Entry.NextReview"/>
    public DateOnly? NextReview { get; init; }

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry.With(Details()) with
        {
            Kind = Kind,
            State = Draft ? EntryState.Draft : EntryState.Open,
            Signal = Signal,
            SourceReference = SourceReference,
            NextReview = NextReview,
            RaisedAt = at,
            RaisedBy = by,
        };

    // A method, because a property would be stored.
    private EntryDetails Details() =>
        new()
        {
            Title = Title,
            Cause = Cause,
            Event = Event,
            Consequence = Consequence,
            Opening = Opening,
            Action = Action,
            Benefit = Benefit,
            Owner = Owner,
            Delegate = Delegate,
            Category = Category,
            Tags = Tags ?? [],
            Processes = Processes ?? [],
            Objectives = Objectives ?? [],
            Issues = Issues ?? [],
            Parties = Parties ?? [],
            Velocity = Velocity,
            Effort = Effort,
            Confidential = Confidential,
            Notes = Notes,
        };
}
