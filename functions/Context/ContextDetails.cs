namespace RiskRegister.Context;

/// <summary>What is told of an item of the context, and may be changed later. Some fields are only there for one kind.</summary>
public record ContextDetails
{
    /// <summary>What entries, controls and actions call it: 1 to 200 characters, and no other active item of its kind has it.</summary>
    public string? Name { get; init; }

    /// <summary>What it is.</summary>
    public string? Description { get; init; }

    /// <summary>E-mail address of who answers for it.</summary>
    public string? Owner { get; init; }

    /// <summary>Process: where it is written down.</summary>
    public string? Procedure { get; init; }

    /// <summary>Process: the names of the objectives that it serves.</summary>
    public IReadOnlyList<string> Objectives { get; init; } = [];

    /// <summary>Objective: the names of the processes that it is reached by.</summary>
    public IReadOnlyList<string> Processes { get; init; } = [];

    /// <summary>Objective: what is measured.</summary>
    public string? Measure { get; init; }

    /// <summary>Objective: the value to be reached.</summary>
    public decimal? Target { get; init; }

    /// <summary>Objective: the unit of the value, such as "%".</summary>
    public string? Unit { get; init; }

    /// <summary>Objective: the day by which it is to be reached.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>Issue: inside or outside.</summary>
    public IssueOrigin? Origin { get; init; }

    /// <summary>Issue: whether it has to do with climate change.</summary>
    public bool? Climate { get; init; }

    /// <summary>Issue: where it is heading.</summary>
    public string? Trend { get; init; }

    /// <summary>Party: what it asks for.</summary>
    public IReadOnlyList<PartyRequirement> Requirements { get; init; } = [];
}
