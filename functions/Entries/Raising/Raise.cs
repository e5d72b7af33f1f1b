using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.People;
using RiskRegister.Register;

namespace RiskRegister.Entries.Raising;

/// <summary>Brings a risk or an opportunity into the register. Only kind and title must be known at first.</summary>
public sealed record RaiseEntry : EntryDetails
{
    /// <summary>Risk or opportunity.</summary>
    public EntryKind? Kind { get; init; }

    /// <summary>True to note it only; the first rating opens it.</summary>
    public bool Draft { get; init; }
}

/// <summary>Raising an entry.</summary>
public sealed class Raise(EntryStore store, Rosters rosters)
{
    /// <summary>POST a <see cref="RaiseEntry"/>: 201 with Location and ETag.</summary>
    [Function("RaiseEntry")]
    [Operation(Takes = typeof(RaiseEntry), Gives = typeof(EntryShown), Status = 201)]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries")] HttpRequest request,
        string agency
    )
    {
        var command = await JsonBody.ReadAsync<RaiseEntry>(request);
        var raised = await RaiseAsync(
            agency,
            command,
            request.Actor(),
            request.IdempotencyKey(),
            request.HttpContext.RequestAborted
        );
        return EntryAnswer.Created(raised, await store.ContextAsync(agency, request.Actor()));
    }

    /// <summary>Decides and stores.</summary>
    /// <exception cref="RefusedException">A rule is broken.</exception>
    public async Task<Stored<Entry>> RaiseAsync(
        string agency,
        RaiseEntry command,
        string actor,
        string? key,
        CancellationToken cancellation
    )
    {
        var context = await store.ContextAsync(agency, actor, cancellation) with { People = await rosters.OfAsync(agency) };
        return await store.RaiseAsync(
            agency,
            context,
            command.Kind ?? EntryKind.Risk,
            Decide(command, context),
            key,
            cancellation: cancellation
        );
    }

    /// <summary>A risk is told as cause, event and consequence, an opportunity as opening, action and benefit.</summary>
    /// <param name="command">The command.</param>
    /// <param name="context">What the decision may know.</param>
    /// <param name="signal">The signal that it comes from; null for none.</param>
    public static Decision Decide(RaiseEntry command, DecisionContext context, string? signal = null) =>
        new Checks()
            .Unless(command.Kind is not null, "kind", "required", "Choose whether this is a risk or an opportunity.")
            .Details(command, command.Kind)
            .NotLeft("owner", command.Owner, context)
            .NotLeft("delegate", command.Delegate, context)
            .Or(() =>
                new Raised(command.Kind!.Value, command.Title.Trim())
                {
                    Draft = command.Draft,
                    Cause = command.Cause.OrNull(),
                    Event = command.Event.OrNull(),
                    Consequence = command.Consequence.OrNull(),
                    Opening = command.Opening.OrNull(),
                    Action = command.Action.OrNull(),
                    Benefit = command.Benefit.OrNull(),
                    Owner = command.Owner.OrNull(),
                    Delegate = command.Delegate.OrNull(),
                    Category = command.Category.OrNull(),
                    Tags = command.Tags.OrNull(),
                    Processes = command.Processes.OrNull(),
                    Objectives = command.Objectives.OrNull(),
                    Issues = command.Issues.OrNull(),
                    Parties = command.Parties.OrNull(),
                    Velocity = command.Velocity,
                    Effort = command.Effort,
                    Confidential = command.Confidential,
                    Notes = command.Notes.OrNull(),
                    Signal = signal,
                    NextReview = context.Settings.NextReview(null, context.Today, command.Velocity),
                }
            );
}
