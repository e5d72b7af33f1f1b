namespace RiskRegister.Import;

/// <summary>What the agency's settings say about how to read a file.</summary>
/// <param name="LikelihoodSteps">Steps of the scale of likelihood, 3 to 7.</param>
/// <param name="ConsequenceSteps">Steps of the scale of consequence.</param>
/// <param name="FeasibilitySteps">Steps of the scale of feasibility.</param>
/// <param name="BenefitSteps">Steps of the scale of benefit.</param>
/// <param name="DayFirst">Whether 3/4/2026 is the third of April; null where the agency does not say.</param>
public sealed record ImportOptions(
    int LikelihoodSteps = 5,
    int ConsequenceSteps = 5,
    int FeasibilitySteps = 5,
    int BenefitSteps = 5,
    bool? DayFirst = null
);

/// <summary>One row as an entry to be raised. Texts are within the limits of the register; what did not fit is in the notes.</summary>
public sealed record ImportedRow
{
    /// <summary>Number of the row in the file.</summary>
    public required int Row { get; init; }

    /// <summary>"risk" or "opportunity".</summary>
    public required string Kind { get; init; }

    /// <summary>Title, at most 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>
    /// Tells the row from all others, the same whenever the file is imported: made of reference and title where the file has a reference
    /// that is unique, else of the content.
    /// </summary>
    public required string ContentKey { get; init; }

    /// <summary>Changes with any cell of the row; tells a changed row of the same <see cref="ContentKey"/> from an unchanged one.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The reference in the file.</summary>
    public string? SourceReference { get; init; }

    /// <summary>Risk: cause.</summary>
    public string? Cause { get; init; }

    /// <summary>Risk: event; the description where the file does not tell the parts apart.</summary>
    public string? Event { get; init; }

    /// <summary>Risk: consequence.</summary>
    public string? Consequence { get; init; }

    /// <summary>Opportunity: opening; its cause and description where the file has columns for risks.</summary>
    public string? Opening { get; init; }

    /// <summary>Opportunity: action.</summary>
    public string? OpportunityAction { get; init; }

    /// <summary>Opportunity: benefit; its consequence where the file has columns for risks.</summary>
    public string? Benefit { get; init; }

    /// <summary>Owner as in the file: a name, a team or an e-mail address.</summary>
    public string? Owner { get; init; }

    /// <summary>Category as in the file.</summary>
    public string? Category { get; init; }

    /// <summary>Names of processes.</summary>
    public IReadOnlyList<string> Processes { get; init; } = [];

    /// <summary>Names of objectives.</summary>
    public IReadOnlyList<string> Objectives { get; init; } = [];

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>"draft", "open" or "closed".</summary>
    public string State { get; init; } = "open";

    /// <summary>Why it was closed; set where the state is closed.</summary>
    public string? ClosedReason { get; init; }

    /// <summary>Inherent rating.</summary>
    public ImportedRating? Inherent { get; init; }

    /// <summary>Current rating.</summary>
    public ImportedRating? Current { get; init; }

    /// <summary>Target rating.</summary>
    public ImportedRating? Target { get; init; }

    /// <summary>
    /// avoid, removeSource, changeLikelihood, changeConsequence, share, retain, take; for opportunities exploit, enhance, share, accept,
    /// decline.
    /// </summary>
    public string? Response { get; init; }

    /// <summary>Actions.</summary>
    public IReadOnlyList<ImportedAction> Actions { get; init; } = [];

    /// <summary>The day of the next review.</summary>
    public DateOnly? NextReview { get; init; }

    /// <summary>The day on which it was raised.</summary>
    public DateOnly? RaisedOn { get; init; }

    /// <summary>Everything else that the row says, at most 20,000 characters.</summary>
    public string? Notes { get; init; }
}

/// <summary>A rating on the agency's scales; a half that the file does not give is null.</summary>
/// <param name="Likelihood">Risks: likelihood; opportunities: feasibility.</param>
/// <param name="Consequence">Risks: consequence; opportunities: benefit.</param>
public sealed record ImportedRating(int? Likelihood, int? Consequence)
{
    /// <summary>True where both halves are there.</summary>
    public bool IsComplete => Likelihood is not null && Consequence is not null;
}

/// <summary>An action.</summary>
/// <param name="Title">What is to be done, at most 200 characters.</param>
/// <param name="Owner">Who does it, as in the file.</param>
/// <param name="Due">Until when.</param>
public sealed record ImportedAction(string Title, string? Owner, DateOnly? Due);

/// <summary>All rows of a table. DataRows = Rows + Rejected + Duplicates.</summary>
/// <param name="Rows">The rows that can be raised, in the order of the file.</param>
/// <param name="Problems">Messages about the file, its columns and its rows, by row; each rejected or repeated row has one.</param>
/// <param name="DataRows">Number of rows below the headers that are not empty.</param>
/// <param name="Rejected">Number of rows that can't be imported.</param>
/// <param name="Duplicates">Number of rows that repeat an earlier one word for word.</param>
public sealed record ImportReading(
    IReadOnlyList<ImportedRow> Rows,
    IReadOnlyList<ImportProblem> Problems,
    int DataRows,
    int Rejected,
    int Duplicates
);
