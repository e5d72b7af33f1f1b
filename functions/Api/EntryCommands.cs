using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using RiskRegister.Entries;
using RiskRegister.Register;

namespace RiskRegister.Api;

/// <summary>The way of every command on an entry that comes through the API.</summary>
public sealed class EntryCommands(EntryStore store)
{
    /// <summary>Reads the body, decides on the entry as it is, stores, and answers with the entry and its new ETag.</summary>
    public Task<IActionResult> ChangeAsync<TCommand>(
        HttpRequest request,
        string agency,
        string reference,
        Func<TCommand, Entry, DecisionContext, Decision> decide
    ) => ChangeTogetherAsync(request, agency, reference, JointDecision.Alone(decide));

    /// <summary>The same for a command that concerns other entries, too.</summary>
    public Task<IActionResult> ChangeTogetherAsync<TCommand>(
        HttpRequest request,
        string agency,
        string reference,
        JointDecision<TCommand> decision
    ) =>
        ApiAnswer.ToAsync(async () =>
        {
            var command = await JsonBody.ReadAsync<TCommand>(request);
            var cancellation = request.HttpContext.RequestAborted;
            var context = await store.ContextAsync(agency, request.Actor(), cancellation);
            var changed = await store.ChangeTogetherAsync(
                agency,
                reference,
                entry => decision.Others(command, entry),
                context,
                (entries, at) => decision.Decide(command, entries, at),
                request.IfMatch(),
                request.IdempotencyKey(),
                cancellation
            );
            return EntryAnswer.Of(changed, context);
        });
}
