using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Register;

namespace RiskRegister.Entries.History;

/// <summary>What to compare, each as <see cref="AsOfParameter"/> takes it.</summary>
/// <param name="From">The day or the instant to compare with; must be given.</param>
/// <param name="To">The later day or instant; now, if left out.</param>
public sealed record DifferenceQuery(string? From, string? To);

/// <summary>What is different between two instants.</summary>
/// <param name="From">The earlier one.</param>
/// <param name="To">The later one.</param>
/// <param name="Changes">The fields that differ.</param>
/// <param name="Events">What happened between them.</param>
public sealed record DifferenceAnswer(
    DateTimeOffset From,
    DateTimeOffset To,
    IReadOnlyList<FieldDifference> Changes,
    IReadOnlyList<EventShown> Events
);

/// <summary>Shows what happened to an entry.</summary>
public sealed class GetHistory(EntryHistory history, EntryStore store)
{
    /// <summary>GET what happened to an entry, the first event first; with <c>asOf</c> what had happened by then.</summary>
    [Function("GetEntryHistory")]
    [Operation(Query = [typeof(AsOfParameter)], Gives = typeof(HistoryAnswer))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/entries/{reference}/history")]
            HttpRequest request,
        string agency,
        string reference
    )
    {
        var cancellation = request.HttpContext.RequestAborted;
        var context = await store.ContextAsync(agency, request.Actor(), cancellation);
        var at = AsOfQuery.Read(request.Query, AsOfQuery.Name, context) ?? DateTimeOffset.MaxValue;
        var events = await history.ReadAsync(agency, reference, cancellation).ToListAsync(cancellation);
        return ApiAnswer.Ok(new HistoryAnswer([.. events.TakeWhile(link => link.At <= at).Select(EventAnswer.Of)]));
    }

    /// <summary>GET what is different between <c>from</c> and <c>to</c> (now, if left out), and the events between them.</summary>
    [Function("GetEntryHistoryDifference")]
    [Operation(Query = [typeof(DifferenceQuery)], Gives = typeof(DifferenceAnswer))]
    public async Task<IActionResult> Difference(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/entries/{reference}/history/difference")]
            HttpRequest request,
        string agency,
        string reference
    )
    {
        var cancellation = request.HttpContext.RequestAborted;
        var context = await store.ContextAsync(agency, request.Actor(), cancellation);
        var (from, to) = Between(request.Query, context);
        var events = await history.ReadAsync(agency, reference, cancellation).ToListAsync(cancellation);
        var now = EntryHistory.Replay(events, to) ?? throw new NotFoundException($"The entry {reference} as of {to:O}");
        var was = EntryHistory.Replay(events, from);
        return ApiAnswer.Ok(
            new DifferenceAnswer(
                from,
                to,
                EntryDifference.Between(was, now),
                [.. events.Skip(was?.Version ?? 0).Take(now.Version - (was?.Version ?? 0)).Select(EventAnswer.Of)]
            )
        );
    }

    private static (DateTimeOffset From, DateTimeOffset To) Between(IQueryCollection query, DecisionContext context)
    {
        var from =
            AsOfQuery.Read(query, "from", context)
            ?? throw RefusedException.Because("from", "required", "Send the day or the instant to compare with.");
        var to = AsOfQuery.Read(query, "to", context) ?? context.Now;
        return from <= to
            ? (from, to)
            : throw RefusedException.Because("from", "after-to", "Send a day or an instant that is not after the other one.");
    }
}
