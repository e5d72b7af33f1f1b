using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;

namespace RiskRegister.Entries.Pursuing;

/// <summary>Decides whether an opportunity is pursued; it may be decided anew at any time, and the history keeps all.</summary>
/// <param name="Decision">Pursue, defer or decline.</param>
/// <param name="Reason">Why; must be given.</param>
/// <param name="Until">Defer only: the day of the next decision, later than today.</param>
public sealed record DecideEntryPursuit(PursuitKind? Decision, string? Reason, DateOnly? Until);

/// <summary>Deciding about an opportunity.</summary>
public sealed class DecidePursuit(EntryCommands commands)
{
    /// <summary>POST a <see cref="DecideEntryPursuit"/> with If-Match.</summary>
    [Function("DecidePursuit")]
    [Operation(Takes = typeof(DecideEntryPursuit), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/decide-pursuit")]
            HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeAsync<DecideEntryPursuit>(request, agency, reference, Decide);

    /// <summary>Only opportunities are pursued; what is deferred is decided on again on a later day.</summary>
    public static Decision Decide(DecideEntryPursuit command, Entry entry, DecisionContext context)
    {
        var isDeferred = command.Decision == PursuitKind.Defer;
        return new Checks()
            .NotClosed(entry)
            .OnlyOpportunity(entry)
            .Unless(command.Decision is not null, "decision", "required", "Choose a decision: pursue, defer or decline.")
            .Required("reason", command.Reason, "Enter the reason for your decision.")
            .Unless(
                !isDeferred || command.Until > context.Today,
                "until",
                "bad-day",
                "Enter the day of the next decision: later than today."
            )
            .Unless(
                isDeferred || command.Until is null,
                "until",
                "not-for-this-decision",
                "Leave this out: only a deferred opportunity has a day of the next decision."
            )
            .Or(() => new PursuitDecided(command.Decision!.Value, command.Reason!.Trim(), command.Until));
    }
}

/// <summary>The check that an entry is an opportunity.</summary>
public static class PursuingChecks
{
    /// <inheritdoc cref="PursuingChecks"/>
    public static Checks OnlyOpportunity(this Checks checks, Entry entry) =>
        checks.Unless(
            entry.Kind == EntryKind.Opportunity,
            "",
            "only-opportunities",
            $"{entry.Reference} is a risk: only opportunities are pursued and bring benefits."
        );
}
