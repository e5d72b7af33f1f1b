using System.Runtime.CompilerServices;
using Microsoft.Azure.Cosmos;
using RiskRegister.Entries;

namespace RiskRegister.Register;

/// <summary>Reads what happened to entries, and the entries as they were.</summary>
public sealed class EntryHistory(RegisterContainer container, EntryStore store, EntryList entries)
{
    /// <summary>All events of an entry, the first one first.</summary>
    /// <exception cref="NotFoundException">There is no such entry in this agency for who reads.</exception>
    public async IAsyncEnumerable<EventDocument> ReadAsync(
        string agency,
        string reference,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        await store.LoadAsync(agency, reference, cancellation);
        await foreach (var link in RangeAsync(agency, reference, reference, cancellation))
        {
            yield return link;
        }
    }

    /// <summary>An entry as it was.</summary>
    /// <exception cref="NotFoundException">There is no such entry for who reads, or it was not raised yet.</exception>
    public async Task<Entry> AsOfAsync(
        string agency,
        string reference,
        DateTimeOffset at,
        CancellationToken cancellation = default
    )
    {
        var events = await ReadAsync(agency, reference, cancellation).ToListAsync(cancellation);
        return Replay(events, at) ?? throw new NotFoundException($"The entry {reference} as of {at:O}");
    }

    /// <summary>
    /// One page of the register as it was, by reference: two queries, whatever the length of the page. It has fewer entries than
    /// <paramref name="limit"/> where some were not raised yet.
    /// </summary>
    public async Task<Page<Entry>> PageAsOfAsync(
        string agency,
        DateTimeOffset at,
        EntryKind? kind,
        int limit,
        string? continuation = null,
        CancellationToken cancellation = default
    )
    {
        var page = await entries.ReferencesAsync(agency, kind, limit, continuation, cancellation);
        if (page.Items.Count == 0)
        {
            return new Page<Entry>([], page.Continuation);
        }

        var events = await EventsAsync(agency, page.Items, cancellation);
        return new Page<Entry>(
            [.. page.Items.Select(reference => Replay(events[reference], at)).OfType<Entry>()],
            page.Continuation
        );
    }

    /// <summary>What the events up to an instant make of an entry; null when it was not raised yet.</summary>
    public static Entry? Replay(IEnumerable<EventDocument> events, DateTimeOffset at) =>
        events
            .TakeWhile(link => link.At <= at)
            .Aggregate(
                (Entry?)null,
                (entry, link) => (entry ?? Entry.Unborn(link.Agency, link.Reference)).Apply(link.Data, link.At, link.By)
            );

    // Between the first and the last there are also those that the page leaves out; they are few.
    private async Task<ILookup<string, EventDocument>> EventsAsync(
        string agency,
        IReadOnlyList<string> references,
        CancellationToken cancellation
    ) =>
        (await RangeAsync(agency, references[0], references[^1], cancellation).ToListAsync(cancellation)).ToLookup(link =>
            link.Reference
        );

    private IAsyncEnumerable<EventDocument> RangeAsync(string agency, string first, string last, CancellationToken cancellation)
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type AND c.reference >= @first AND c.reference <= @last ORDER BY c.type, c.reference, c.version"
        )
            .WithParameter("@type", EventDocument.DocumentType)
            .WithParameter("@first", first)
            .WithParameter("@last", last);
        return container.QueryAllAsync<EventDocument>(agency, query, cancellation);
    }
}
