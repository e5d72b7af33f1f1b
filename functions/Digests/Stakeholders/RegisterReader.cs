using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Azure.Cosmos;
using RiskRegister.Entries;
using RiskRegister.Register;

namespace RiskRegister.Digests.Stakeholders;

/// <summary>
/// Reads the register with what moved in a period: all open entries once, then only the histories of entries with an event that can move
/// them. What was read serves all stakeholders whose digests are sent within ten minutes; what each may see is left to who shows it.
/// </summary>
public sealed class RegisterReader(RegisterContainer container, EntryList entries, TimeProvider time)
{
    private const int EntriesAtOnce = 50;
    private const int MostKept = 20;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>Names of the events by which an entry comes, goes, or gets another level.</summary>
    private static readonly string[] Moving =
    [
        "raised",
        "imported",
        "assessed",
        "action-checked",
        "control-retired",
        "benefit-realised",
        "closed",
        "reopened",
    ];

    private readonly ConcurrentDictionary<(string, DateTimeOffset), (RegisterFacts Facts, DateTimeOffset ReadAt)> _kept = new();

    /// <summary>The register of an agency, and what moved in it from an instant on.</summary>
    public async Task<RegisterFacts> ReadAsync(string agency, DateTimeOffset from, CancellationToken cancellation)
    {
        if (_kept.TryGetValue((agency, from), out var kept) && time.GetUtcNow() - kept.ReadAt < Fresh)
        {
            return kept.Facts;
        }

        var documents = await DocumentsAsync(agency, cancellation);
        var moved = await MovedAsync(agency, from, cancellation);
        var gone = moved.Where(reference => !documents.ContainsKey(reference));
        foreach (var document in await container.FindManyAsync<EntryDocument>(agency, gone, cancellation))
        {
            documents[document.Reference] = document;
        }

        var before = await BeforeAsync(moved.Select(reference => documents[reference].Entry), from, cancellation);
        var facts = new RegisterFacts(
            from,
            [
                .. documents.Values.Select(document => new EntryFact(
                    document.Entry,
                    document.Readers,
                    before.GetValueOrDefault(document.Reference)
                )
                {
                    IsChanged = before.ContainsKey(document.Reference),
                }),
            ]
        );
        Keep(agency, from, facts);
        return facts;
    }

    private void Keep(string agency, DateTimeOffset from, RegisterFacts facts)
    {
        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }

        _kept[(agency, from)] = (facts, time.GetUtcNow());
    }

    private async Task<Dictionary<string, EntryDocument>> DocumentsAsync(string agency, CancellationToken cancellation)
    {
        var documents = new Dictionary<string, EntryDocument>(StringComparer.Ordinal);
        string? continuation = null;
        do
        {
            var page = await entries.OpenAsync(agency, new Paging(200, continuation), cancellation);
            foreach (var document in page.Items)
            {
                documents[document.Reference] = document;
            }

            continuation = page.Continuation;
        } while (continuation is not null);
        return documents;
    }

    /// <summary>References of the entries with an event that can have moved them.</summary>
    private async Task<IReadOnlyList<string>> MovedAsync(string agency, DateTimeOffset from, CancellationToken cancellation)
    {
        var names = string.Join(" OR ", Moving.Select(name => $"c.data.name = '{name}'"));
        // Instants are stored in UTC with more or fewer decimals, so their texts are compared by the second.
        var query = new QueryDefinition(
            $"SELECT VALUE c.reference FROM c WHERE c.type = @type AND c.at >= @from AND ({names}) ORDER BY c.type, c.reference, c.version"
        )
            .WithParameter("@type", EventDocument.DocumentType)
            .WithParameter("@from", from.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        return await container.QueryAllAsync<string>(agency, query, cancellation).Distinct().ToListAsync(cancellation);
    }

    /// <summary>The entries as they were, by reference; null where there was none yet.</summary>
    private async Task<Dictionary<string, Entry?>> BeforeAsync(
        IEnumerable<Entry> moved,
        DateTimeOffset from,
        CancellationToken cancellation
    )
    {
        var before = new Dictionary<string, Entry?>(StringComparer.Ordinal);
        foreach (var page in moved.Chunk(EntriesAtOnce))
        {
            var ids =
                from entry in page
                from version in Enumerable.Range(1, entry.Version)
                select EventDocument.IdOf(entry.Reference, version);
            var events = (await container.FindManyAsync<EventDocument>(page[0].Agency, ids, cancellation)).ToLookup(link =>
                link.Reference
            );
            foreach (var entry in page)
            {
                before[entry.Reference] = EntryHistory.Replay(events[entry.Reference].OrderBy(link => link.Version), from);
            }
        }

        return before;
    }
}
