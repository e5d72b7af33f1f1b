namespace RiskRegister.Entries;

/// <summary>An action was planned.</summary>
public sealed record ActionPlanned(string Id, string Title, string? Owner, DateOnly? Due, string? Process, string? Measure)
    : EntryEvent
{
    /// <inheritdoc cref="PlannedAction.Cost"/>
    public decimal? Cost { get; init; }

    /// <inheritdoc/>
    public override string? WhyGiven() => Title;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry with
        {
            Actions = [.. entry.Actions, new PlannedAction(Id, Title, Owner, Due, Process, Measure) { Cost = Cost }],
        };
}

/// <summary>An action serves other entries, too. <paramref name="Twins"/> are all the others.</summary>
public sealed record ActionShared(string Id, IReadOnlyList<ActionTwin> Twins) : EntryEvent
{
    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry.WithAction(Id, action => action with { Twins = Twins });
}

/// <summary>An open action was changed; all its details as they are now.</summary>
public sealed record ActionChanged(
    string Id,
    string Title,
    string? Owner,
    DateOnly? Due,
    string? Process,
    string? Measure,
    decimal? Cost,
    string Reason
) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Reason;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry.WithAction(
            Id,
            action => action with { Title = Title, Owner = Owner, Due = Due, Process = Process, Measure = Measure, Cost = Cost }
        );
}

/// <summary>An action was completed.</summary>
public sealed record ActionCompleted(string Id, string Outcome, DateOnly CheckDue) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Outcome;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry.WithAction(
            Id,
            action => action with { CompletedAt = at, CompletedBy = by, Outcome = Outcome, CheckDue = CheckDue }
        );
}

/// <summary>An open action was given up.</summary>
public sealed record ActionDropped(string Id, DateOnly On, string Reason) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Reason;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry.WithAction(Id, action => action with { DroppedOn = On, DroppedReason = Reason });
}

/// <summary>Changes one action of an entry.</summary>
public static class ActionChanges
{
    /// <summary>The id of the next action; ids are never used again, because actions are never taken away.</summary>
    public static string NextActionId(this Entry entry) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"A{entry.Actions.Count + 1}");

    /// <summary>The entry with the action of that id changed; the same entry when it has none.</summary>
    public static Entry WithAction(this Entry entry, string id, Func<PlannedAction, PlannedAction> change) =>
        entry with
        {
            Actions = [.. entry.Actions.Select(action => action.Id == id ? change(action) : action)],
        };
}
