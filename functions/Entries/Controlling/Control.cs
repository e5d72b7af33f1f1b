namespace RiskRegister.Entries;

/// <summary>Something in place today that holds the level of an entry down.</summary>
/// <param name="Id">C1, C2, ... within the entry.</param>
/// <param name="Title">What it is.</param>
/// <param name="Process">The process or procedure that it is part of.</param>
/// <param name="Owner">E-mail address of who keeps it working.</param>
public sealed record Control(string Id, string Title, string? Process, string? Owner)
{
    /// <summary>The day on which it ceased to be in place.</summary>
    public DateOnly? RetiredOn { get; init; }

    /// <summary>Why it ceased.</summary>
    public string? RetiredReason { get; init; }
}

/// <summary>A control was noted.</summary>
public sealed record ControlAdded(string Id, string Title, string? Process, string? Owner) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Title;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry with
        {
            Controls = [.. entry.Controls, new Control(Id, Title, Process, Owner)],
        };
}

/// <summary>A control is no longer in place.</summary>
public sealed record ControlRetired(string Id, DateOnly On, string Reason) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Reason;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry with
        {
            Controls =
            [
                .. entry.Controls.Select(control =>
                    control.Id == Id ? control with { RetiredOn = On, RetiredReason = Reason } : control
                ),
            ],
        };
}
