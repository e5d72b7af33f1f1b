using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using RiskRegister.Entries;
using RiskRegister.Register;

namespace RiskRegister.Api;

/// <summary>The way of every command on an entry that comes through the API: read the body, decide on the entry as it is, store, and answer with the entry and its new ETag.</summary>
public sealed class EntryCommands(EntryStore store)
{
    /// <summary>A command that is decided on with the entry alone.</summary>
    public Task<IActionResult> ChangeAsync<TCommand>(
        HttpRequest request,
        string agency,
        string reference,
        Func<TCommand, Entry, DecisionContext, Decision> decide
    ) =>
        ChangeTogetherAsync<TCommand>(
            request,
            agency,
            reference,
            _ => [],
            (command, entries, context) => [decide(command, entries[0], context)]
        );

    /// <summary>A command for whose decision something has to be looked up first.</summary>
    public Task<IActionResult> ChangeAsync<TCommand, TFound>(
        HttpRequest request,
        string agency,
        string reference,
        Func<TCommand, CancellationToken, Task<TFound>> find,
        Func<TCommand, TFound, Entry, DecisionContext, Decision> decide
    ) =>
        CarryOutAsync<TCommand>(
            request,
            agency,
            async (command, context, cancellation) =>
            {
                var found = await find(command, cancellation);
                return await store.ChangeAsync(
                    agency,
                    reference,
                    context,
                    (entry, at) => decide(command, found, entry, at),
                    request.IfMatch(),
                    request.IdempotencyKey(),
                    cancellation
                );
            }
        );

    /// <summary>A command that concerns other entries too, see <see cref="EntryStore.ChangeTogetherAsync"/>.</summary>
    public Task<IActionResult> ChangeTogetherAsync<TCommand>(
        HttpRequest request,
        string agency,
        string reference,
        Func<TCommand, IReadOnlyList<string>> others,
        Func<TCommand, IReadOnlyList<Entry>, DecisionContext, IReadOnlyList<Decision>> decide
    ) =>
        CarryOutAsync<TCommand>(
            request,
            agency,
            (command, context, cancellation) =>
                store.ChangeTogetherAsync(
                    agency,
                    reference,
                    _ => others(command),
                    context,
                    (entries, at) => decide(command, entries, at),
                    request.IfMatch(),
                    request.IdempotencyKey(),
                    cancellation
                )
        );

    private Task<IActionResult> CarryOutAsync<TCommand>(
        HttpRequest request,
        string agency,
        Func<TCommand, DecisionContext, CancellationToken, Task<Stored<Entry>>> change
    ) =>
        ApiAnswer.ToAsync(async () =>
        {
            var command = await JsonBody.ReadAsync<TCommand>(request);
            var cancellation = request.HttpContext.RequestAborted;
            var context = await store.ContextAsync(agency, request.Actor(), cancellation);
            return EntryAnswer.Of(await change(command, context, cancellation), context);
        });
}
