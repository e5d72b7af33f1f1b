using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;

namespace RiskRegister.Entries.Assessing;

/// <summary>Rates an entry for one stage. Risks take likelihood and consequence, opportunities feasibility and benefit.</summary>
public sealed record AssessEntry
{
    /// <summary>Inherent, current or target.</summary>
    public RatingStage? Stage { get; init; }

    /// <summary>Risks: a step of the scale of likelihood.</summary>
    public int? Likelihood { get; init; }

    /// <summary>Risks: a step of the scale of consequence.</summary>
    public int? Consequence { get; init; }

    /// <summary>Opportunities: a step of the scale of feasibility.</summary>
    public int? Feasibility { get; init; }

    /// <summary>Opportunities: a step of the scale of benefit.</summary>
    public int? Benefit { get; init; }

    /// <summary>Why; must be given.</summary>
    public string? Rationale { get; init; }

    /// <summary>How sure the rater is: low, medium or high.</summary>
    public Confidence? Confidence { get; init; }

    /// <summary>Current level of a risk: ids of the controls in force and completed actions that it rests on; needed below the inherent level.</summary>
    public IReadOnlyList<string>? RestsOn { get; init; }
}

/// <summary>Rating an entry.</summary>
public sealed class Assess(EntryCommands commands)
{
    /// <summary>POST an <see cref="AssessEntry"/> with If-Match.</summary>
    [Function("AssessEntry")]
    [Operation(Takes = typeof(AssessEntry), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/assess")]
            HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeAsync<AssessEntry>(request, agency, reference, Decide);

    /// <summary>
    /// A rating lies on the scales of the criteria in force, has a rationale, and rests on something where it is lowered (see
    /// <see cref="BasisChecks"/>); the first one sets the day of the next review, and a later one may bring it forward.
    /// </summary>
    public static Decision Decide(AssessEntry command, Entry entry, DecisionContext context) =>
        new Checks()
            .NotClosed(entry)
            .Unless(command.Stage is not null, "stage", "required", "Choose the stage: inherent, current or target.")
            .Position(command, entry.Kind, context.Settings.Criteria)
            .Basis(command, command.Stage, entry, context.Settings.Criteria)
            .Required("rationale", command.Rationale, "Enter why you rate it so.")
            .Or(() => Rate(command, command.Stage!.Value, command.Rationale!.Trim(), entry, context));

    /// <summary>The event of a rating whose position was checked.</summary>
    public static Assessed Rate(AssessEntry position, RatingStage stage, string rationale, Entry entry, DecisionContext context)
    {
        var (first, second) =
            entry.Kind == EntryKind.Risk
                ? (position.Likelihood!.Value, position.Consequence!.Value)
                : (position.Feasibility!.Value, position.Benefit!.Value);
        var rating = context.Settings.Criteria.Rate(entry.Kind, first, second, rationale, context.Now, context.Actor) with
        {
            Confidence = position.Confidence,
            RestsOn = position.RestsOn?.Distinct().ToList().OrNull(),
        };
        var counts = stage == RatingStage.Current || (stage == RatingStage.Inherent && entry.Current is null);
        var next = context.Settings.NextReview(rating, context.Today, entry.Velocity);
        return new Assessed(stage, rating, counts && (entry.Effective is null || !(entry.NextReview <= next)) ? next : null);
    }
}

/// <summary>The check that a position fits the kind of the entry and its scales.</summary>
public static class PositionChecks
{
    /// <inheritdoc cref="PositionChecks"/>
    public static Checks Position(this Checks checks, AssessEntry position, EntryKind kind, Criteria.RiskCriteria criteria) =>
        kind == EntryKind.Risk
            ? checks
                .OnScale("likelihood", position.Likelihood, criteria.Likelihood.Count)
                .OnScale("consequence", position.Consequence, criteria.Consequence.Count)
                .NotFor(kind, ("feasibility", position.Feasibility), ("benefit", position.Benefit))
            : checks
                .OnScale("feasibility", position.Feasibility, criteria.Feasibility.Count)
                .OnScale("benefit", position.Benefit, criteria.Benefit.Count)
                .NotFor(kind, ("likelihood", position.Likelihood), ("consequence", position.Consequence));

    /// <summary>The rank that a position would get; null while it is not on the scales.</summary>
    public static int? RankOf(this Criteria.RiskCriteria criteria, AssessEntry position, EntryKind kind)
    {
        var (first, second) =
            kind == EntryKind.Risk ? (position.Likelihood, position.Consequence) : (position.Feasibility, position.Benefit);
        var row = first >= 1 && first <= criteria.Matrix.Count ? criteria.Matrix[first.Value - 1] : [];
        return second >= 1 && second <= row.Count ? criteria.RankOf(row[second.Value - 1]) : null;
    }
}
