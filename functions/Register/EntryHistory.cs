using System.Text.Json;
using Microsoft.Azure.Cosmos;
using RiskRegister.Entries;

namespace RiskRegister.Register;

/// <summary>Reads and verifies what happened to entries.</summary>
public sealed class EntryHistory(RegisterContainer container)
{
    /// <summary>All events of an entry, the first one first.</summary>
    public IAsyncEnumerable<EventDocument> ReadAsync(string agency, string reference, CancellationToken cancellation = default)
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type AND c.reference = @reference ORDER BY c.type, c.reference, c.version"
        )
            .WithParameter("@type", EventDocument.DocumentType)
            .WithParameter("@reference", reference);
        return container.QueryAllAsync<EventDocument>(agency, query, cancellation);
    }

    /// <summary>
    /// Verifies an entry's chain, event by event: each must be there, be readable, have the hash that its content gives, and name the
    /// hash of the one before it; the entry must have the state that its events make.
    /// </summary>
    /// <returns>What is wrong, named by document; empty when nothing is.</returns>
    public async Task<IReadOnlyList<ChainBreak>> VerifyAsync(
        string agency,
        string reference,
        CancellationToken cancellation = default
    )
    {
        var stored =
            await ReadEntryAsync(agency, reference, cancellation) ?? throw new NotFoundException($"The entry {reference}");
        var breaks = new List<ChainBreak>();
        string? previous = null;
        var replayed = Entry.Unborn(agency, reference);
        var next = 1;
        for (; next <= stored.Entry.Version; next++)
        {
            var id = EventDocument.IdOf(reference, next);
            var link = Parse(await container.ReadTextAsync(agency, id, cancellation), id, previous, breaks);
            previous = link?.Hash;
            // What was altered may have no effect that could be applied.
            replayed = breaks.Count == 0 ? replayed.Apply(link!.Data, link.At, link.By) : replayed;
        }

        var beyond = EventDocument.IdOf(reference, next);
        if (await container.ReadTextAsync(agency, beyond, cancellation) is not null)
        {
            breaks.Add(new ChainBreak(beyond, "The event is later than the entry's version."));
        }

        if (breaks.Count == 0 && (previous != stored.Head || !Same(replayed, stored.Entry)))
        {
            breaks.Add(new ChainBreak(reference, "The entry's state is not the one that its events make."));
        }

        return breaks;
    }

    private async Task<EntryDocument?> ReadEntryAsync(string agency, string reference, CancellationToken cancellation)
    {
        try
        {
            return Counter.IsReference(reference)
                ? (await container.FindAsync<EntryDocument>(agency, reference, cancellation))?.Value
                : null;
        }
        catch (JsonException e)
        {
            throw RefusedException.Because("", "entry-is-damaged", $"The stored entry {reference} can't be read: {e.Message}");
        }
    }

    internal static EventDocument? Parse(string? text, string id, string? previous, List<ChainBreak> breaks)
    {
        if (text is null)
        {
            breaks.Add(new ChainBreak(id, "The event is missing."));
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            var link = document.RootElement.Deserialize<EventDocument>(RegisterJson.Options);
            if (link?.Data is null)
            {
                breaks.Add(new ChainBreak(id, "The event was altered: it does not tell what happened."));
            }
            else if (HashChain.Of(document.RootElement) != link.Hash)
            {
                breaks.Add(new ChainBreak(id, "The event was altered: its content does not give its hash."));
            }
            else if (link.Previous != previous)
            {
                breaks.Add(new ChainBreak(id, "The chain is broken: the event does not follow the one before it."));
            }

            return link;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            breaks.Add(new ChainBreak(id, $"The event was altered: it can't be read any more ({e.Message})."));
            return null;
        }
    }

    private static bool Same(Entry one, Entry other) =>
        JsonSerializer.Serialize(one, RegisterJson.Options) == JsonSerializer.Serialize(other, RegisterJson.Options);
}

/// <summary>A place where a history is not what was written.</summary>
/// <param name="Document">Id of the document.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record ChainBreak(string Document, string Problem);
