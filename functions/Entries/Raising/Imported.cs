using System.Globalization;

namespace RiskRegister.Entries;

/// <summary>The entry came into the register from a file, with what the file told of it.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Row">Row of the file, counted from 1.</param>
/// <param name="As">The entry as if it had been raised by hand.</param>
public sealed record Imported(string File, int Row, Raised As) : EntryEvent
{
    /// <inheritdoc cref="Entry.Inherent"/>
    public Rating? Inherent { get; init; }

    /// <inheritdoc cref="Entry.Current"/>
    public Rating? Current { get; init; }

    /// <inheritdoc cref="Entry.Target"/>
    public Rating? Target { get; init; }

    /// <inheritdoc cref="Entry.Response"/>
    public Response? Response { get; init; }

    /// <inheritdoc cref="Entry.Actions"/>
    public IReadOnlyList<PlannedAction>? Actions { get; init; }

    /// <summary>Set when the file tells that the entry is closed.</summary>
    public string? ClosedReason { get; init; }

    /// <inheritdoc/>
    public override string? WhyGiven() => string.Create(CultureInfo.InvariantCulture, $"Row {Row} of {File}");

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by)
    {
        var raised = As.ApplyTo(entry, at, by);
        return raised with
        {
            State = ClosedReason is null ? raised.State : EntryState.Closed,
            ClosedReason = ClosedReason,
            NextReview = ClosedReason is null ? raised.NextReview : null,
            Inherent = Inherent,
            Current = Current,
            Target = Target,
            Response = Response,
            Actions = Actions ?? [],
        };
    }
}
