using System.Text.Json;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;

namespace RiskRegister.Import.Storing;

/// <summary>Brings read rows into the register, page by page, so that an import that was interrupted goes on where it was.</summary>
public sealed class ImportStore(RegisterContainer container, EntryStore store, Numbering numbering, PeopleDirectory people)
{
    /// <summary>Rows of a commit: with entry, event and mark of each they stay under the 100 operations of a batch.</summary>
    private const int RowsPerPage = 30;

    /// <summary>Characters of JSON of the rows of a commit: each row is stored twice, and a batch may have 2 MB.</summary>
    private const int CharactersPerPage = 400_000;

    /// <summary>Stores the rows to be imported, and the import itself; returns the number of pages.</summary>
    public async Task<int> BeginAsync(ImportDocument import, IReadOnlyList<ImportedRow> rows, CancellationToken cancellation)
    {
        var pages = Pages(rows).Select((page, n) => new ImportPageDocument(import.Agency, import.Import, n, page, null)).ToList();
        foreach (var page in pages)
        {
            await container.CommitAsync(import.Agency, [DocumentWrite.Create(page.Id, page)], cancellation);
        }

        await container.CommitAsync(
            import.Agency,
            [DocumentWrite.Create(import.Id, import with { Pages = pages.Count })],
            cancellation
        );
        return pages.Count;
    }

    /// <summary>An import by its id.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<Stored<ImportDocument>> FindAsync(string agency, string import, CancellationToken cancellation = default) =>
        await container.FindAsync<ImportDocument>(agency, ImportDocument.IdOf(import), cancellation)
        ?? throw new NotFoundException($"The import {import}");

    /// <summary>Notes the end of an import.</summary>
    public async Task EndAsync(string agency, string import, ImportOutcome outcome)
    {
        var stored = await FindAsync(agency, import);
        await container.CommitAsync(agency, [DocumentWrite.Put(stored.Value.Id, stored.Value with { Outcome = outcome })]);
    }

    /// <summary>The marks of those rows that are in the register already, by key.</summary>
    public async Task<IReadOnlyDictionary<string, ImportedMark>> KnownAsync(
        string agency,
        IEnumerable<ImportedRow> rows,
        CancellationToken cancellation
    )
    {
        var known = new Dictionary<string, ImportedMark>(StringComparer.Ordinal);
        foreach (var chunk in rows.Chunk(200))
        {
            var marks = await container.FindManyAsync<ImportedMark>(
                agency,
                chunk.Select(r => ImportedMark.IdOf(r.ContentKey)),
                cancellation
            );
            foreach (var mark in marks)
            {
                known[mark.Key] = mark;
            }
        }

        return known;
    }

    /// <summary>Stores the pages from <paramref name="first"/> to before <paramref name="end"/>, each unless that was done before.</summary>
    public async Task<ImportOutcome> StorePagesAsync(ImportDocument import, int first, int end, CancellationToken cancellation)
    {
        var context = await store.ContextAsync(import.Agency, import.By, cancellation);
        var everybody = await people.AllAsync(import.Agency, cancellation);
        var sum = new ImportOutcome(0, 0);
        for (var page = first; page < end; page++)
        {
            sum = sum.Plus(await StorePageAsync(import, page, everybody, context, cancellation));
        }

        return sum;
    }

    private async Task<ImportOutcome> StorePageAsync(
        ImportDocument import,
        int page,
        IReadOnlyList<Person> everybody,
        DecisionContext context,
        CancellationToken cancellation
    )
    {
        while (true)
        {
            var stored =
                await container.FindAsync<ImportPageDocument>(
                    import.Agency,
                    ImportPageDocument.IdOf(import.Import, page),
                    cancellation
                ) ?? throw new NotFoundException($"Page {page} of the import {import.Import}");
            if (stored.Value.Outcome is { } outcome)
            {
                return outcome;
            }

            try
            {
                return await StoreRowsAsync(import, stored, everybody, context, cancellation);
            }
            catch (CommitConflictException)
            {
                // Another import has brought one of the rows, or the page was stored meanwhile: look again.
            }
        }
    }

    private async Task<ImportOutcome> StoreRowsAsync(
        ImportDocument import,
        Stored<ImportPageDocument> page,
        IReadOnlyList<Person> everybody,
        DecisionContext context,
        CancellationToken cancellation
    )
    {
        var rows = page.Value.Rows!;
        var known = await KnownAsync(import.Agency, rows, cancellation);
        var fresh = rows.Where(row => !known.ContainsKey(row.ContentKey)).ToList();
        var outcome = new ImportOutcome(fresh.Count, rows.Count - fresh.Count);
        await numbering.CommitAsync<bool>(
            import.Agency,
            counter =>
            {
                var done = page.Value with { Rows = null, Outcome = outcome };
                var writes = new List<DocumentWrite> { DocumentWrite.Replace(done.Id, done, page.ETag) };
                foreach (var row in fresh)
                {
                    var imported = RowEvent.Of(row, import.File, everybody, context);
                    (var reference, counter) = counter.Next(imported.As.Kind);
                    var change = Changeset.Of(Entry.Unborn(import.Agency, reference), null, [imported], context);
                    var mark = new ImportedMark(import.Agency, row.ContentKey, row.ContentHash, reference);
                    writes.Add(DocumentWrite.Create(reference, change.Document));
                    writes.AddRange(change.Events.Select(e => DocumentWrite.Create(e.Id, e)));
                    writes.Add(DocumentWrite.Create(mark.Id, mark));
                }

                return (counter, writes, true);
            },
            cancellation
        );
        return outcome;
    }

    private static IEnumerable<IReadOnlyList<ImportedRow>> Pages(IReadOnlyList<ImportedRow> rows)
    {
        var page = new List<ImportedRow>();
        var characters = 0;
        foreach (var row in rows)
        {
            var size = JsonSerializer.Serialize(row, RegisterJson.Options).Length;
            if (page.Count == RowsPerPage || (page.Count > 0 && characters + size > CharactersPerPage))
            {
                yield return page;
                (page, characters) = ([], 0);
            }

            page.Add(row);
            characters += size;
        }

        if (page.Count > 0)
        {
            yield return page;
        }
    }
}
