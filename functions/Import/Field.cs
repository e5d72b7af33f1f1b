namespace RiskRegister.Import;

/// <summary>The names a column can be mapped to.</summary>
public static class Field
{
    /// <summary>The reference that the row has in the file.</summary>
    public const string Reference = "reference";

    /// <summary>A line that tells the entry from the others.</summary>
    public const string Title = "title";

    /// <summary>Text that is not told apart into cause, event and consequence.</summary>
    public const string Description = "description";

    /// <summary>Part of the statement of a risk.</summary>
    public const string Cause = "cause";

    /// <inheritdoc cref="Cause"/>
    public const string Event = "event";

    /// <inheritdoc cref="Cause"/>
    public const string Consequence = "consequence";

    /// <summary>Part of the statement of an opportunity.</summary>
    public const string Opening = "opening";

    /// <inheritdoc cref="Opening"/>
    public const string OpportunityAction = "opportunityAction";

    /// <inheritdoc cref="Opening"/>
    public const string Benefit = "benefit";

    /// <summary>Risk or opportunity; rows of another type are rejected.</summary>
    public const string Kind = "kind";

    /// <summary>Category.</summary>
    public const string Category = "category";

    /// <summary>Owner: a name, a team or an e-mail address.</summary>
    public const string Owner = "owner";

    /// <summary>Draft, open or closed.</summary>
    public const string Status = "status";

    /// <summary>Why it was closed.</summary>
    public const string ClosedReason = "closedReason";

    /// <summary>The chosen response.</summary>
    public const string Response = "response";

    /// <summary>What will be done, one or several actions.</summary>
    public const string Actions = "actions";

    /// <summary>Who does it.</summary>
    public const string ActionOwner = "actionOwner";

    /// <summary>Until when.</summary>
    public const string ActionDue = "actionDue";

    /// <summary>The day of the next review.</summary>
    public const string NextReview = "nextReview";

    /// <summary>The day on which it was raised.</summary>
    public const string RaisedOn = "raisedOn";

    /// <summary>Processes, several between semicolons.</summary>
    public const string Processes = "processes";

    /// <summary>Objectives, several between semicolons.</summary>
    public const string Objectives = "objectives";

    /// <summary>Tags, several between commas or semicolons.</summary>
    public const string Tags = "tags";

    /// <summary>Free text; the only field that several columns may have.</summary>
    public const string Notes = "notes";

    internal const string Likelihood = "likelihood";
    internal const string Feasibility = "feasibility";
    internal const string Rating = "rating";

    internal static readonly string[] Stages = ["inherent", "current", "target"];
    private static readonly string[] Dimensions = [Likelihood, Consequence, Feasibility, Benefit, Rating];

    /// <summary>
    /// All names. A rating is named by stage and dimension: inherentLikelihood, currentConsequence, targetFeasibility, currentBenefit, ...;
    /// inherentRating, currentRating and targetRating are cells that hold likelihood and consequence together, such as 3 x 4 = 12.
    /// </summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Reference,
        Title,
        Description,
        Cause,
        Event,
        Consequence,
        Opening,
        OpportunityAction,
        Benefit,
        Kind,
        Category,
        Owner,
        Status,
        ClosedReason,
        Response,
        Actions,
        ActionOwner,
        ActionDue,
        NextReview,
        RaisedOn,
        Processes,
        Objectives,
        Tags,
        Notes,
        .. Stages.SelectMany(stage => Dimensions.Select(dimension => OfRating(stage, dimension))),
    ];

    /// <summary>The name of a rating field.</summary>
    internal static string OfRating(string stage, string dimension) =>
        stage + char.ToUpperInvariant(dimension[0]) + dimension[1..];
}
