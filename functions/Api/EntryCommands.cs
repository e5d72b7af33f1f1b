using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using RiskRegister.Access;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;

namespace RiskRegister.Api;

/// <summary>The way of every command on an entry that comes through the API: read the body, decide on the entry as it is, store, and answer with the entry and its new ETag.</summary>
public sealed class EntryCommands(EntryStore store, Rosters rosters)
{
    /// <summary>A command that is decided on with the entry alone.</summary>
    public Task<IActionResult> ChangeAsync<TCommand>(
        HttpRequest request,
        string agency,
        string reference,
        Func<TCommand, Entry, DecisionContext, Decision> decide
    ) => ChangeTogetherAsync(request, agency, reference, JointDecision.Alone(decide));

    /// <summary>A command that concerns other entries, too.</summary>
    public Task<IActionResult> ChangeTogetherAsync<TCommand>(
        HttpRequest request,
        string agency,
        string reference,
        JointDecision<TCommand> decision
    ) => ChangeAsync<TCommand, object?>(request, agency, reference, (_, _) => Task.FromResult<object?>(null), _ => decision);

    /// <summary>A command for whose decision something has to be looked up first.</summary>
    public Task<IActionResult> ChangeAsync<TCommand, TFound>(
        HttpRequest request,
        string agency,
        string reference,
        Func<TCommand, CancellationToken, Task<TFound>> find,
        Func<TCommand, TFound, Entry, DecisionContext, Decision> decide
    ) =>
        ChangeAsync(
            request,
            agency,
            reference,
            find,
            found => JointDecision.Alone<TCommand>((command, entry, context) => decide(command, found, entry, context))
        );

    private async Task<IActionResult> ChangeAsync<TCommand, TFound>(
        HttpRequest request,
        string agency,
        string reference,
        Func<TCommand, CancellationToken, Task<TFound>> find,
        Func<TFound, JointDecision<TCommand>> decisionWith
    )
    {
        var command = await JsonBody.ReadAsync<TCommand>(request);
        OwnActions.Check(request, command);
        var cancellation = request.HttpContext.RequestAborted;
        var decision = decisionWith(await find(command, cancellation));
        var context = await store.ContextAsync(agency, request.Actor(), cancellation) with
        {
            People = await rosters.OfAsync(agency),
        };
        var changed = await store.ChangeTogetherAsync(
            agency,
            reference,
            entry => decision.Others(command, entry),
            context,
            (entries, at) => decision.Decide(command, entries, at),
            request.IfMatch(),
            request.IdempotencyKey(),
            cancellation: cancellation
        );
        return EntryAnswer.Of(changed, context);
    }
}
