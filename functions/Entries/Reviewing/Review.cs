using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Criteria;
using RiskRegister.Entries.Assessing;

namespace RiskRegister.Entries.Reviewing;

/// <summary>Answers the review of an entry.</summary>
public sealed record ReviewEntry
{
    /// <summary>Confirmed, rescored, changed, escalated or closed.</summary>
    public ReviewAnswerKind? Answer { get; init; }

    /// <summary>Why; must be given.</summary>
    public string? Reason { get; init; }

    /// <summary>Rescored risks: a step of the scale of likelihood.</summary>
    public int? Likelihood { get; init; }

    /// <summary>Rescored risks: a step of the scale of consequence.</summary>
    public int? Consequence { get; init; }

    /// <summary>Rescored opportunities: a step of the scale of feasibility.</summary>
    public int? Feasibility { get; init; }

    /// <summary>Rescored opportunities: a step of the scale of benefit.</summary>
    public int? Benefit { get; init; }

    /// <summary>Rescored risks: ids of what the level rests on; when left out, what it has rested on, unless it goes lower.</summary>
    public IReadOnlyList<string>? RestsOn { get; init; }
}

/// <summary>Answering a review.</summary>
public sealed class Review(EntryCommands commands)
{
    /// <summary>Days until the entry is looked at again when its owner has handed it up.</summary>
    private const int DaysAfterEscalation = 14;

    /// <summary>POST a <see cref="ReviewEntry"/> with If-Match.</summary>
    [Function("ReviewEntry")]
    [Operation(Takes = typeof(ReviewEntry), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/review")]
            HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeAsync<ReviewEntry>(request, agency, reference, Decide);

    /// <summary>An answer ends the open review and sets the day of the next one; rescoring and closing do their own events besides.</summary>
    public static Decision Decide(ReviewEntry command, Entry entry, DecisionContext context)
    {
        var checks = new Checks()
            .NotClosed(entry)
            .Unless(
                command.Answer is not null,
                "answer",
                "required",
                "Choose an answer: confirmed, rescored, changed, escalated or closed."
            )
            .Required("reason", command.Reason, "Enter the reason for your answer.")
            .Unless(
                command.Answer != ReviewAnswerKind.Confirmed || entry.Effective is not null,
                "answer",
                "nothing-to-confirm",
                $"{entry.Reference} has no rating that could be confirmed. Choose rescored and rate it."
            );
        var criteria = context.Settings.Criteria;
        var position = Position(command, entry, criteria);
        if (command.Answer == ReviewAnswerKind.Rescored)
        {
            checks.Position(position, entry.Kind, criteria).Basis(position, RatingStage.Current, entry, criteria);
        }

        return checks.Or(() => Answer(command, position, entry, context));
    }

    private static Decision Answer(ReviewEntry command, AssessEntry position, Entry entry, DecisionContext context)
    {
        var reason = command.Reason!.Trim();
        var rated =
            command.Answer == ReviewAnswerKind.Rescored
                ? Assess.Rate(position, RatingStage.Current, reason, entry, context)
                : null;
        DateOnly? next = command.Answer switch
        {
            ReviewAnswerKind.Closed => null,
            ReviewAnswerKind.Escalated => context.Today.AddDays(DaysAfterEscalation),
            _ => context.Settings.NextReview(rated?.Rating ?? entry.Effective, context.Today, entry.Velocity),
        };
        var so = rated?.ApplyTo(entry, context.Now, context.Actor) ?? entry;
        var answered = new Reviewed(command.Answer!.Value, reason, entry.Review?.Run, next)
        {
            // By the entry as the answer leaves it: what the answer itself brings about is not asked about again either.
            Covers = next is null ? null : Due.CoveredBy(so, context.Settings, context.Today),
        };
        return command.Answer switch
        {
            ReviewAnswerKind.Rescored => Decision.Accept(rated!, answered),
            ReviewAnswerKind.Closed => Decision.Accept(answered, new Closed(reason)),
            _ => Decision.Accept(answered),
        };
    }

    private static AssessEntry Position(ReviewEntry command, Entry entry, RiskCriteria criteria)
    {
        var position = new AssessEntry
        {
            Likelihood = command.Likelihood,
            Consequence = command.Consequence,
            Feasibility = command.Feasibility,
            Benefit = command.Benefit,
        };
        return position with { RestsOn = command.RestsOn ?? BasisChecks.Kept(position, entry, criteria) };
    }
}
