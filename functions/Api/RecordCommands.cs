using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Api;

/// <summary>The way of every command on a record that comes through the API: read the body, decide on the record as it is, store, and answer with the record and its new ETag.</summary>
public sealed class RecordCommands(RecordStore records, RecordHistory history, EntryStore store)
{
    /// <summary>A command that makes a record: 201 with Location.</summary>
    /// <param name="request">The request.</param>
    /// <param name="agency">The agency.</param>
    /// <param name="id">Document id of the record that the command makes.</param>
    /// <param name="decide">The decision; the record is there when it exists already.</param>
    /// <param name="location">Address of the record.</param>
    public async Task<IActionResult> CreateAsync<TCommand, T>(
        HttpRequest request,
        string agency,
        Func<TCommand, string> id,
        Func<TCommand, T?, DecisionContext, RecordDecision<T>> decide,
        Func<T, string> location
    )
        where T : RegisterRecord
    {
        var command = await JsonBody.ReadAsync<TCommand>(request);
        var stored = await StoreAsync(request, agency, id(command), command, decide);
        return RecordAnswer.Created(stored, location(stored.Value));
    }

    /// <summary>A command on a record that is there: 200.</summary>
    /// <param name="request">The request.</param>
    /// <param name="agency">The agency.</param>
    /// <param name="id">Document id of the record.</param>
    /// <param name="called">What people call it, such as "The signal S-0007".</param>
    /// <param name="decide">The decision.</param>
    public async Task<IActionResult> ChangeAsync<TCommand, T>(
        HttpRequest request,
        string agency,
        string id,
        string called,
        Func<TCommand, T, DecisionContext, RecordDecision<T>> decide
    )
        where T : RegisterRecord
    {
        var command = await JsonBody.ReadAsync<TCommand>(request);
        return RecordAnswer.Of(
            await StoreAsync<TCommand, T>(
                request,
                agency,
                id,
                command,
                (given, record, context) => decide(given, record ?? throw new NotFoundException(called), context)
            )
        );
    }

    /// <summary>Shows a record with its ETag.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<IActionResult> GetAsync<T>(HttpRequest request, string agency, string id, string called)
        where T : RegisterRecord =>
        RecordAnswer.Of(await records.LoadAsync<T>(agency, id, called, request.HttpContext.RequestAborted));

    /// <summary>Shows what happened to a record: <c>{"events":[]}</c>, the first event first.</summary>
    /// <exception cref="NotFoundException">There is no such record.</exception>
    public async Task<IActionResult> HistoryAsync<T>(HttpRequest request, string agency, string id, string called)
        where T : RegisterRecord
    {
        var cancellation = request.HttpContext.RequestAborted;
        await records.LoadAsync<T>(agency, id, called, cancellation);
        var versions = await history.ReadAsync(agency, id, cancellation).ToListAsync(cancellation);
        return ApiAnswer.Ok(new HistoryAnswer([.. versions.Select(RecordAnswer.Version)]));
    }

    /// <summary>Decides on a record for a request that was read already, and stores what was decided.</summary>
    public async Task<Stored<T>> StoreAsync<TCommand, T>(
        HttpRequest request,
        string agency,
        string id,
        TCommand command,
        Func<TCommand, T?, DecisionContext, RecordDecision<T>> decide
    )
        where T : RegisterRecord
    {
        var cancellation = request.HttpContext.RequestAborted;
        var context = await store.ContextAsync(agency, request.Actor(), cancellation);
        return await records.ChangeAsync<T>(
            agency,
            id,
            context,
            record => decide(command, record, context),
            request.IfMatch(),
            request.IdempotencyKey(),
            cancellation
        );
    }
}
