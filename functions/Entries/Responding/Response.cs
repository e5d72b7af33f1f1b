namespace RiskRegister.Entries;

/// <summary>The ways to respond; which of them fit depends on the kind of the entry.</summary>
public enum ResponseKind
{
    /// <summary>Risk: stop what gives rise to it.</summary>
    Avoid,

    /// <summary>Risk: remove its source.</summary>
    RemoveSource,

    /// <summary>Risk: change how likely it is.</summary>
    ChangeLikelihood,

    /// <summary>Risk: change what it would do.</summary>
    ChangeConsequence,

    /// <summary>Both: share it with another party.</summary>
    Share,

    /// <summary>Risk: retain it by informed decision.</summary>
    Retain,

    /// <summary>Risk: take it to pursue an opportunity.</summary>
    Take,

    /// <summary>Opportunity: make sure that it happens.</summary>
    Exploit,

    /// <summary>Opportunity: raise its feasibility or benefit.</summary>
    Enhance,

    /// <summary>Opportunity: take it if it comes.</summary>
    Accept,

    /// <summary>Opportunity: leave it.</summary>
    Decline,
}

/// <summary>The chosen response and its reason.</summary>
public sealed record Response(ResponseKind Kind, string Reason);

/// <summary>A response was chosen.</summary>
public sealed record Responded(ResponseKind Kind, string Reason) : EntryEvent
{
    /// <inheritdoc/>
    public override string? WhyGiven() => Reason;

    /// <inheritdoc/>
    public override Entry ApplyTo(Entry entry, DateTimeOffset at, string by) =>
        entry with
        {
            Response = new Response(Kind, Reason),
        };
}
