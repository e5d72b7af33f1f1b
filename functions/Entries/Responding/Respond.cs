using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;

namespace RiskRegister.Entries.Responding;

/// <summary>Chooses what to do about an entry, and says why.</summary>
/// <param name="Response">One of the responses of the entry's kind.</param>
/// <param name="Reason">Why; must be given.</param>
public sealed record RespondToEntry(ResponseKind? Response, string? Reason);

/// <summary>Choosing a response.</summary>
public sealed class Respond(EntryCommands commands)
{
    private static readonly ResponseKind[] ForRisks =
    [
        ResponseKind.Avoid,
        ResponseKind.RemoveSource,
        ResponseKind.ChangeLikelihood,
        ResponseKind.ChangeConsequence,
        ResponseKind.Share,
        ResponseKind.Retain,
        ResponseKind.Take,
    ];

    private static readonly ResponseKind[] ForOpportunities =
    [
        ResponseKind.Exploit,
        ResponseKind.Enhance,
        ResponseKind.Share,
        ResponseKind.Accept,
        ResponseKind.Decline,
    ];

    /// <summary>POST a <see cref="RespondToEntry"/> with If-Match.</summary>
    [Function("RespondToEntry")]
    [Operation(Takes = typeof(RespondToEntry), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/respond")]
            HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeAsync<RespondToEntry>(request, agency, reference, Decide);

    /// <summary>The responses that fit a kind.</summary>
    public static IReadOnlyList<ResponseKind> Choices(EntryKind kind) => kind == EntryKind.Risk ? ForRisks : ForOpportunities;

    /// <summary>The response must be one of the entry's kind, with a reason.</summary>
    public static Decision Decide(RespondToEntry command, Entry entry, DecisionContext context) =>
        new Checks()
            .NotClosed(entry)
            .Unless(
                command.Response is { } response && Choices(entry.Kind).Contains(response),
                "response",
                "not-for-this-kind",
                $"Choose one of: {string.Join(", ", Choices(entry.Kind).Select(Words.Of))}."
            )
            .Required("reason", command.Reason, "Enter why you choose this response.")
            .Or(() => new Responded(command.Response!.Value, command.Reason!.Trim()));
}
