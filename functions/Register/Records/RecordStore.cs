using Microsoft.Azure.Cosmos;
using RiskRegister.Entries;

namespace RiskRegister.Register.Records;

/// <summary>Carries out commands on records: load, decide, and store the record with its new version in one transaction.</summary>
public sealed class RecordStore(RegisterContainer container)
{
    private const int MaxAttempts = 20;

    /// <summary>A record by its id; null when there is none.</summary>
    public Task<Stored<T>?> FindAsync<T>(string agency, string id, CancellationToken cancellation = default)
        where T : RegisterRecord => container.FindAsync<T>(agency, id, cancellation);

    /// <summary>A record by its id.</summary>
    /// <param name="agency">The agency.</param>
    /// <param name="id">Document id.</param>
    /// <param name="called">What people call it, such as "The signal S-0007".</param>
    /// <param name="cancellation">Given up, nothing is read.</param>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<Stored<T>> LoadAsync<T>(string agency, string id, string called, CancellationToken cancellation = default)
        where T : RegisterRecord => await FindAsync<T>(agency, id, cancellation) ?? throw new NotFoundException(called);

    /// <summary>The order of records by their ids.</summary>
    public const string ById = "c.type, c.id";

    /// <summary>One page of the records of a type.</summary>
    /// <param name="agency">The agency.</param>
    /// <param name="type">The type of record.</param>
    /// <param name="conditions">Conditions on the record <c>c</c> with the value of their parameter; those whose value is null are left out.</param>
    /// <param name="paging">How many, and from where.</param>
    /// <param name="order">What they are ordered by; the container has an index for it.</param>
    /// <param name="cancellation">Given up, nothing is read.</param>
    public Task<Page<T>> PageAsync<T>(
        string agency,
        string type,
        IEnumerable<(string Text, string Parameter, object? Value)> conditions,
        Paging paging,
        string order = ById,
        CancellationToken cancellation = default
    )
        where T : RegisterRecord =>
        container.QueryAsync<T>(agency, Query(type, conditions, order), paging.Limit, paging.Continuation, cancellation);

    /// <summary>All records of a type that the conditions let through, in the order of their ids.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public IAsyncEnumerable<T> AllAsync<T>(
        string agency,
        string type,
        IEnumerable<(string Text, string Parameter, object? Value)>? conditions = null,
        CancellationToken cancellation = default
    )
        where T : RegisterRecord => container.QueryAllAsync<T>(agency, Query(type, conditions ?? [], ById), cancellation);

    /// <summary>Decides on a record and stores what was decided.</summary>
    /// <param name="agency">The agency.</param>
    /// <param name="id">Document id of the record.</param>
    /// <param name="context">What the decision may know.</param>
    /// <param name="decide">The decision on the record as it is; null while there is none.</param>
    /// <param name="ifMatch">The ETag that the client had read; null or * to decide on whatever is there.</param>
    /// <param name="key">Idempotency key: the same key again changes nothing and returns the record as it is.</param>
    /// <param name="cancellation">Given up before the commit, nothing is changed.</param>
    /// <exception cref="NotFoundException">There is no such record, and the decision makes none.</exception>
    /// <exception cref="StaleException">The record was changed since <paramref name="ifMatch"/>.</exception>
    /// <exception cref="RefusedException">The decision refused.</exception>
    public async Task<Stored<T>> ChangeAsync<T>(
        string agency,
        string id,
        DecisionContext context,
        Func<T?, RecordDecision<T>> decide,
        string? ifMatch = null,
        string? key = null,
        CancellationToken cancellation = default
    )
        where T : RegisterRecord
    {
        for (var attempt = 1; ; attempt++)
        {
            var stored = await FindAsync<T>(agency, id, cancellation);
            if (stored is not null && await IsDoneAsync(agency, key, cancellation))
            {
                return stored;
            }

            if (stored is not null && ifMatch is not null and not "*" && ifMatch != stored.ETag)
            {
                throw new StaleException(stored.Value.Called, stored.ETag);
            }

            var decision = decide(stored?.Value);
            if (decision.Refusals.Count > 0)
            {
                throw new RefusedException(decision.Refusals);
            }

            if (decision.Change is null)
            {
                return stored ?? throw new NotFoundException(id);
            }

            try
            {
                var (after, writes) = Writes(decision.Change, stored?.ETag, context);
                var etags = await container.CommitAsync(
                    agency,
                    [.. writes, .. decision.Beside, .. CommandDocument.Mark(agency, id, key)],
                    cancellation
                );
                return new Stored<T>(after, etags[0]);
            }
            catch (CommitConflictException) when (attempt < MaxAttempts)
            {
                // Somebody else was faster: decide again on what is there now. With an ETag given that ends as stale.
            }
        }
    }

    /// <summary>The documents that store a change, for commits that hold more than the record; the record itself comes first.</summary>
    /// <param name="change">The change.</param>
    /// <param name="etag">The ETag with which the record was read; null when it is new.</param>
    /// <param name="context">When it happens, and who acts.</param>
    public static (T After, IReadOnlyList<DocumentWrite> Writes) Writes<T>(
        RecordChange<T> change,
        string? etag,
        DecisionContext context
    )
        where T : RegisterRecord => Writes(change, etag, context.Now, context.Actor);

    /// <inheritdoc cref="Writes{T}(RecordChange{T}, string, DecisionContext)"/>
    public static (T After, IReadOnlyList<DocumentWrite> Writes) Writes<T>(
        RecordChange<T> change,
        string? etag,
        DateTimeOffset at,
        string by
    )
        where T : RegisterRecord
    {
        var (after, version) = RecordVersion.Next(change, at, by);
        var own = etag is null ? DocumentWrite.Create(after.Id, after) : DocumentWrite.Replace(after.Id, after, etag);
        return (after, [own, DocumentWrite.Create(version.Id, version)]);
    }

    private static QueryDefinition Query(
        string type,
        IEnumerable<(string Text, string Parameter, object? Value)> conditions,
        string order
    )
    {
        List<(string Text, string Parameter, object? Value)> all =
        [
            ("c.type = @type", "@type", type),
            .. conditions.Where(c => c.Value is not null),
        ];
        var text = $"SELECT * FROM c WHERE {string.Join(" AND ", all.Select(c => c.Text))} ORDER BY {order}";
        return all.Aggregate(new QueryDefinition(text), (query, c) => query.WithParameter(c.Parameter, c.Value));
    }

    /// <summary>Whether the command with a key was carried out already.</summary>
    public async Task<bool> IsDoneAsync(string agency, string? key, CancellationToken cancellation) =>
        await container.FindDoneAsync(agency, key, cancellation) is not null;
}
