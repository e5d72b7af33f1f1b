namespace RiskRegister.Entries;

/// <summary>What is told of an entry when it is raised, and may be changed later: the statement, who keeps it, and what it is tied to.</summary>
public record EntryDetails
{
    /// <summary>A line that tells this entry from the others; 1 to 200 characters.</summary>
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

    /// <summary>E-mail address of who keeps the entry beside its owner.</summary>
    public string? Delegate { get; init; }

    /// <summary>One of the agency's categories.</summary>
    public string? Category { get; init; }

    /// <summary>Free words to find it by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Processes that the entry belongs to (4.4).</summary>
    public IReadOnlyList<string> Processes { get; init; } = [];

    /// <summary>Objectives that the entry bears on (6.2).</summary>
    public IReadOnlyList<string> Objectives { get; init; } = [];

    /// <summary>Issues of the context that it comes from (4.1).</summary>
    public IReadOnlyList<string> Issues { get; init; } = [];

    /// <summary>Interested parties whose requirements it touches (4.2).</summary>
    public IReadOnlyList<string> Parties { get; init; } = [];

    /// <summary>Risk: how fast it bites once its event happens.</summary>
    public Velocity? Velocity { get; init; }

    /// <summary>Opportunity: what pursuing it takes.</summary>
    public Effort? Effort { get; init; }

    /// <summary>True hides the entry from those who neither keep it nor oversee the register.</summary>
    public bool? Confidential { get; init; }

    /// <summary>What was told about the entry and has no field of its own.</summary>
    public string? Notes { get; init; }
}

/// <summary>How fast a risk bites once its event happens.</summary>
public enum Velocity
{
    /// <summary>Within months.</summary>
    Slow,

    /// <summary>Within weeks.</summary>
    Moderate,

    /// <summary>Within days.</summary>
    Fast,
}

/// <summary>What pursuing an opportunity takes.</summary>
public enum Effort
{
    /// <summary>Beside the daily work.</summary>
    Small,

    /// <summary>A project of some people.</summary>
    Medium,

    /// <summary>A programme, or new means.</summary>
    Large,
}
