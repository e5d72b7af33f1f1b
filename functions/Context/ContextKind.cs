namespace RiskRegister.Context;

/// <summary>What an item of the context is.</summary>
public enum ContextKind
{
    /// <summary>A process of the management system (4.4).</summary>
    Process,

    /// <summary>A quality objective (6.2).</summary>
    Objective,

    /// <summary>An issue inside or outside the agency that bears on its purpose (4.1).</summary>
    Issue,

    /// <summary>An interested party (4.2).</summary>
    Party,
}

/// <summary>Where an issue comes from.</summary>
public enum IssueOrigin
{
    /// <summary>From inside the agency.</summary>
    Internal,

    /// <summary>From outside.</summary>
    External,
}

/// <summary>What an interested party asks for.</summary>
/// <param name="Text">The requirement.</param>
/// <param name="Relevant">Whether the management system has to meet it.</param>
public sealed record PartyRequirement(string Text, bool Relevant);
