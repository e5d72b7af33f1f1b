using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Register;

namespace RiskRegister.Entries.Raising;

/// <summary>Brings a risk or an opportunity into the register. Only kind and title must be known at first.</summary>
public sealed record RaiseEntry
{
    /// <summary>Risk or opportunity.</summary>
    public EntryKind? Kind { get; init; }

    /// <summary>1 to 200 characters.</summary>
    public string? Title { get; init; }

    /// <inheritdoc cref="Entry.Cause"/>
    public string? Cause { get; init; }

    /// <inheritdoc cref="Entry.Event"/>
    public string? Event { get; init; }

    /// <inheritdoc cref="Entry.Consequence"/>
    public string? Consequence { get; init; }

    /// <inheritdoc cref="Entry.Opening"/>
    public string? Opening { get; init; }

    /// <inheritdoc cref="Entry.Action"/>
    public string? Action { get; init; }

    /// <inheritdoc cref="Entry.Benefit"/>
    public string? Benefit { get; init; }

    /// <summary>E-mail address of the owner.</summary>
    public string? Owner { get; init; }

    /// <summary>A category of the agency.</summary>
    public string? Category { get; init; }

    /// <summary>Processes that it belongs to.</summary>
    public IReadOnlyList<string>? Processes { get; init; }

    /// <summary>Objectives that it bears on.</summary>
    public IReadOnlyList<string>? Objectives { get; init; }

    /// <summary>Anything else.</summary>
    public string? Notes { get; init; }

    /// <summary>True to note it only; the first rating opens it.</summary>
    public bool Draft { get; init; }
}

/// <summary>Raising an entry.</summary>
public sealed class Raise(EntryStore store)
{
    /// <summary>POST a <see cref="RaiseEntry"/>: 201 with Location and ETag.</summary>
    [Function("RaiseEntry")]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries")] HttpRequest request,
        string agency
    ) =>
        ApiAnswer.ToAsync(async () =>
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
        });

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
        var context = await store.ContextAsync(agency, actor, cancellation);
        return await store.RaiseAsync(
            agency,
            context,
            command.Kind ?? EntryKind.Risk,
            Decide(command, context),
            key,
            cancellation
        );
    }

    /// <summary>A risk is told as cause, event and consequence, an opportunity as opening, action and benefit.</summary>
    public static Decision Decide(RaiseEntry command, DecisionContext context)
    {
        var risk = command.Kind == EntryKind.Risk;
        return new Checks()
            .Unless(command.Kind is not null, "kind", "required", "Choose whether this is a risk or an opportunity.")
            .Required("title", command.Title, "Enter a title, such as \"Archive room floods\".", Checks.MaxTitle)
            .Optional("cause", command.Cause)
            .Optional("event", command.Event)
            .Optional("consequence", command.Consequence)
            .Optional("opening", command.Opening)
            .Optional("action", command.Action)
            .Optional("benefit", command.Benefit)
            .Optional("owner", command.Owner, Checks.MaxTitle)
            .Optional("category", command.Category, Checks.MaxTitle)
            .Optional("notes", command.Notes, Checks.MaxNotes)
            .Names("processes", command.Processes)
            .Names("objectives", command.Objectives)
            .BelongsTo(
                command.Kind,
                EntryKind.Risk,
                ("cause", command.Cause),
                ("event", command.Event),
                ("consequence", command.Consequence)
            )
            .BelongsTo(
                command.Kind,
                EntryKind.Opportunity,
                ("opening", command.Opening),
                ("action", command.Action),
                ("benefit", command.Benefit)
            )
            .Or(() =>
                new Raised(risk ? EntryKind.Risk : EntryKind.Opportunity, command.Title!.Trim())
                {
                    Draft = command.Draft,
                    Cause = command.Cause.OrNull(),
                    Event = command.Event.OrNull(),
                    Consequence = command.Consequence.OrNull(),
                    Opening = command.Opening.OrNull(),
                    Action = command.Action.OrNull(),
                    Benefit = command.Benefit.OrNull(),
                    Owner = command.Owner.OrNull(),
                    Category = command.Category.OrNull(),
                    Processes = command.Processes,
                    Objectives = command.Objectives,
                    Notes = command.Notes.OrNull(),
                    NextReview = context.Settings.NextReview(null, context.Today),
                }
            );
    }
}
