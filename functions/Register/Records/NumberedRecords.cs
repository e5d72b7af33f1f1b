using RiskRegister.Entries;

namespace RiskRegister.Register.Records;

/// <summary>Makes records that are named by a number, such as S-0001: numbers are given out by the commit that uses them.</summary>
public sealed class NumberedRecords(RegisterContainer container, Numbering numbering)
{
    /// <summary>Makes a record once for each mark.</summary>
    /// <param name="agency">The agency.</param>
    /// <param name="context">When it happens, and who acts.</param>
    /// <param name="number">The next reference, and the counter after it.</param>
    /// <param name="make">The record under a reference, which is its id.</param>
    /// <param name="marks">What the record is known by besides: where one of them is there already, the record that it names is found.</param>
    /// <param name="cancellation">Given up before the commit, nothing is changed.</param>
    /// <returns>The record, and the id of the mark by which it was found; null for a new one.</returns>
    public async Task<(Stored<T> Record, string? KnownBy)> AddAsync<T>(
        string agency,
        DecisionContext context,
        Func<Counter, (string Reference, Counter After)> number,
        Func<string, RecordChange<T>> make,
        IReadOnlyList<Marking> marks,
        CancellationToken cancellation = default
    )
        where T : RegisterRecord
    {
        foreach (var mark in marks)
        {
            if (await container.FindAsync<Marked>(agency, mark.Id, cancellation) is { } known)
            {
                var found = await container.FindAsync<T>(agency, known.Value.Reference, cancellation);
                return (found ?? throw new NotFoundException(known.Value.Reference), mark.Id);
            }
        }

        try
        {
            var (record, etags) = await numbering.CommitAsync<T>(
                agency,
                counter =>
                {
                    var (reference, next) = number(counter);
                    var (after, writes) = RecordStore.Writes(make(reference), null, context);
                    return (next, [.. writes, .. marks.Select(mark => mark.Of(reference))], after);
                },
                cancellation
            );
            return (new Stored<T>(record, etags[0]), null);
        }
        catch (CommitConflictException e) when (marks.Any(mark => mark.Id == e.Id))
        {
            // Somebody else has made it at the same time.
            return await AddAsync(agency, context, number, make, marks, cancellation);
        }
    }

    private sealed record Marked(string Reference);
}

/// <summary>A document that tells under which reference something is known.</summary>
/// <param name="Id">Document id.</param>
/// <param name="Of">Its creation for a reference; what is written has the field <c>reference</c>.</param>
public sealed record Marking(string Id, Func<string, DocumentWrite> Of)
{
    /// <summary>That of an idempotency key; none without key.</summary>
    public static IReadOnlyList<Marking> OfKey(string agency, string? key) =>
        key is null
            ? []
            : [new Marking(CommandDocument.IdOf(key), reference => CommandDocument.Mark(agency, reference, key).Single())];
}
