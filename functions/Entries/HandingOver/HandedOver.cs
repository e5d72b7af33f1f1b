namespace RiskRegister.Entries;

/// <summary>All that was one person's in the entry became another's, because they have left; <paramref name="To"/> is null where there is nobody.</summary>
public sealed record HandedOver(string From, string? To, string Why) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Why;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by)
    {
        var owner = Next(entry.Owner);
        var delegated = Next(entry.Delegate);
        return entry with
        {
            Owner = owner,
            // Who owns the entry does not stand beside themselves.
            Delegate = string.Equals(delegated, owner, StringComparison.OrdinalIgnoreCase) ? null : delegated,
            Actions = [.. entry.Actions.Select(action => action.IsOpen ? action with { Owner = Next(action.Owner) } : action)],
            AcceptanceRequest = entry.AcceptanceRequest is { } request
                ? request with
                {
                    Approver = Next(request.Approver),
                }
                : null,
            Review = entry.Review is { } review ? review with { EscalatedTo = Next(review.EscalatedTo) } : null,
        };

        string? Next(string? who) => string.Equals(who, From, StringComparison.OrdinalIgnoreCase) ? To : who;
    }
}

/// <summary>A request for acceptance is not to be answered any more; it is asked anew where it is still wanted.</summary>
public sealed record AcceptanceWithdrawn(string Why) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Why;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) => entry with { AcceptanceRequest = null };
}
