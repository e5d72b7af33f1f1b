using Microsoft.Azure.Cosmos;
using RiskRegister.Access;
using RiskRegister.Context;
using RiskRegister.Entries;
using Condition = (string Text, string? Name, object? Value);

namespace RiskRegister.Register;

/// <summary>Lists of entries: one query in the agency's partition, continued by token, never by offset.</summary>
public sealed class EntryList(RegisterContainer container)
{
    /// <summary>The sort of a list that names none.</summary>
    public const string DefaultSort = "reference";

    private static readonly Dictionary<string, string> Orders = new(StringComparer.Ordinal)
    {
        [DefaultSort] = "c.type, c.reference",
        ["level"] = "c.type, c.level DESC, c.reference",
        ["changed"] = "c.type, c.changedAt DESC, c.reference",
        ["due"] = "c.type, c.nextReview, c.reference",
        ["title"] = "c.type, c.title, c.reference",
        ["owner"] = "c.type, c.owner, c.reference",
    };

    /// <summary>Names of the sorts: reference, level (highest first), changed (latest first), due, title, owner.</summary>
    public static IReadOnlyCollection<string> Sorts => Orders.Keys;

    /// <summary>One page.</summary>
    public async Task<Page<EntryDocument>> PageAsync(
        string agency,
        EntryFilter filter,
        int limit,
        string? continuation = null,
        CancellationToken cancellation = default
    ) =>
        await container.QueryAsync<EntryDocument>(
            agency,
            Query("*", Conditions(filter), Orders[filter.Sort]),
            limit,
            continuation,
            cancellation
        );

    /// <summary>How many entries the filter lets through.</summary>
    public async Task<int> CountAsync(string agency, EntryFilter filter, CancellationToken cancellation = default)
    {
        var query = Query("VALUE COUNT(1)", Conditions(filter), null);
        return (await container.QueryAsync<int>(agency, query, 1, null, cancellation)).Items.Sum();
    }

    /// <summary>
    /// References of entries whose stored standing is out of date on <paramref name="today"/> or was computed by other settings than those of
    /// a version, or whose document has an older form; in order, after <paramref name="after"/>. No settings change what is closed.
    /// </summary>
    public Task<IReadOnlyList<string>> OutdatedAsync(string agency, DateOnly today, int version, string after, int limit) =>
        ReferencesAsync(
            agency,
            "(c.standingUntil <= @today OR NOT IS_DEFINED(c.form) OR c.form < @form OR (c.standingBy != @version AND c.state != 'closed'))",
            [("@today", today), ("@version", version), ("@form", EntryDocument.CurrentForm)],
            after,
            limit
        );

    /// <summary>How many entries that are not closed have a rating that counts.</summary>
    public async Task<int> CountRatedAsync(string agency, CancellationToken cancellation)
    {
        var query = Query("VALUE COUNT(1)", [("c.state != 'closed'", null, null), ("c.level > 0", null, null)], null);
        return (await container.QueryAsync<int>(agency, query, 1, null, cancellation)).Items.Sum();
    }

    /// <summary>All open entries that somebody has something to do with.</summary>
    public IAsyncEnumerable<EntryDocument> OfPersonAsync(string agency, string email, CancellationToken cancellation) =>
        container.QueryAllAsync<EntryDocument>(
            agency,
            Query("*", [("c.state != 'closed'", null, null), Of(email)], Orders[DefaultSort]),
            cancellation
        );

    /// <summary>The entries, also closed ones, that were changed after an instant, the latest first; at most <paramref name="limit"/>.</summary>
    /// <param name="agency">The agency.</param>
    /// <param name="since">The instant.</param>
    /// <param name="email">Only those that somebody has something to do with; null for all.</param>
    /// <param name="limit">Most entries.</param>
    /// <param name="cancellation">Given up, nothing is read.</param>
    public async Task<IReadOnlyList<EntryDocument>> ChangedSinceAsync(
        string agency,
        DateTimeOffset since,
        string? email,
        int limit,
        CancellationToken cancellation
    )
    {
        Condition after = ("c.changedAt > @since", "@since", EntryDocument.Moment(since));
        var query = Query("*", email is null ? [after] : [after, Of(email)], Orders["changed"]);
        return await container.QueryAllAsync<EntryDocument>(agency, query, cancellation).Take(limit).ToListAsync(cancellation);
    }

    /// <summary>References of the open entries that somebody has something to do with; in order, after <paramref name="after"/>.</summary>
    public Task<IReadOnlyList<string>> OfPersonAsync(string agency, string email, string after, int limit) =>
        ReferencesAsync(
            agency,
            "c.state != 'closed' AND ARRAY_CONTAINS(c.people, @email)",
            [("@email", email.ToLowerInvariant())],
            after,
            limit
        );

    /// <summary>How many open entries somebody has something to do with.</summary>
    public async Task<int> CountOfPersonAsync(string agency, string email, CancellationToken cancellation)
    {
        var query = Query("VALUE COUNT(1)", [("c.state != 'closed'", null, null), Of(email)], null);
        return (await container.QueryAsync<int>(agency, query, 1, null, cancellation)).Items.Sum();
    }

    /// <summary>One page of the open entries, by reference.</summary>
    public Task<Page<EntryDocument>> OpenAsync(string agency, Paging paging, CancellationToken cancellation) =>
        container.QueryAsync<EntryDocument>(
            agency,
            Query("*", [("c.state != 'closed'", null, null)], Orders[DefaultSort]),
            paging.Limit,
            paging.Continuation,
            cancellation
        );

    /// <summary>One page of the entries that name a part of the context by any of these names.</summary>
    public Task<Page<EntryDocument>> NamingAsync(
        string agency,
        IEnumerable<ContextName> names,
        Paging paging,
        CancellationToken cancellation
    )
    {
        var keys = names.Select((name, n) => (Parameter: $"@name{n}", name.Key)).ToList();
        var any = string.Join(" OR ", keys.Select(key => $"ARRAY_CONTAINS(c.context, {key.Parameter})"));
        var query = keys.Aggregate(
            Query("*", [($"({any})", null, null)], Orders[DefaultSort]),
            (so, key) => so.WithParameter(key.Parameter, key.Key)
        );
        return container.QueryAsync<EntryDocument>(agency, query, paging.Limit, paging.Continuation, cancellation);
    }

    /// <summary>What all open entries are tied to: of each only its reference, its ties, controls and actions.</summary>
    public IAsyncEnumerable<Entry> TiesOfOpenAsync(string agency, CancellationToken cancellation) =>
        container.QueryAllAsync<Entry>(
            agency,
            Query(
                "c.entry.agency, c.entry.reference, c.entry.processes, c.entry.objectives, c.entry.issues, c.entry.parties, "
                    + "c.entry.controls, c.entry.actions",
                [("c.state != 'closed'", null, null)],
                Orders[DefaultSort]
            ),
            cancellation
        );

    /// <summary>All entries whose review waits for an answer.</summary>
    public IAsyncEnumerable<EntryDocument> AskedAsync(string agency, CancellationToken cancellation) =>
        container.QueryAllAsync<EntryDocument>(
            agency,
            Query("*", [("c.asked = true", null, null)], Orders[DefaultSort]),
            cancellation
        );

    /// <summary>One page of the references of a kind, or of both, in their order.</summary>
    public Task<Page<string>> ReferencesAsync(
        string agency,
        EntryKind? kind,
        int limit,
        string? continuation,
        CancellationToken cancellation
    ) =>
        container.QueryAsync<string>(
            agency,
            Query("VALUE c.reference", Conditions(new EntryFilter { Kind = kind }), Orders[DefaultSort]),
            limit,
            continuation,
            cancellation
        );

    /// <summary>References of the entries for which a condition holds; in order, after <paramref name="after"/>.</summary>
    internal async Task<IReadOnlyList<string>> ReferencesAsync(
        string agency,
        string condition,
        IEnumerable<(string Name, object Value)> parameters,
        string after,
        int limit
    )
    {
        var query = Query(
            "VALUE c.reference",
            [("c.reference > @after", "@after", after), (condition, null, null)],
            Orders[DefaultSort]
        );
        query = parameters.Aggregate(query, (q, p) => q.WithParameter(p.Name, p.Value));
        return (await container.QueryAsync<string>(agency, query, limit)).Items;
    }

    private static Condition Of(string email) => ("ARRAY_CONTAINS(c.people, @email)", "@email", email.ToLowerInvariant());

    private static IEnumerable<Condition> Conditions(EntryFilter filter)
    {
        Condition[] all =
        [
            ("c.kind = @kind", "@kind", filter.Kind is { } kind ? Words.Of(kind) : null),
            ("c.state = @state", "@state", filter.State is { } state ? Words.Of(state) : null),
            ("ARRAY_CONTAINS(c.standing, @standing)", "@standing", filter.Standing),
            ("c.owner = @owner", "@owner", filter.Owner?.ToLowerInvariant()),
            ("c.delegate = @delegate", "@delegate", filter.Delegate?.ToLowerInvariant()),
            ("c.category = @category", "@category", filter.Category),
            ("c.levelId = @level", "@level", filter.Level),
            ("ARRAY_CONTAINS(c.tags, @tag)", "@tag", filter.Tag),
            .. filter.Named.Select(n =>
                ((string, string?, object?))($"ARRAY_CONTAINS(c.context, {n.Parameter})", n.Parameter, n.Key)
            ),
            ("CONTAINS(c.search, @search)", "@search", filter.Search?.ToLowerInvariant()),
        ];
        return all.Where(condition => condition.Value is not null);
    }

    /// <summary>The way of every query for entries: what is hidden from who reads is not there.</summary>
    internal static QueryDefinition Query(string select, IEnumerable<Condition> conditions, string? order)
    {
        List<Condition> all = [("c.type = @type", "@type", EntryDocument.DocumentType), .. conditions];
        if (Viewer.Current is { SeesAll: false } viewer)
        {
            all.Add(("(NOT IS_DEFINED(c.readers) OR ARRAY_CONTAINS(c.readers, @viewer))", "@viewer", viewer.Email));
        }

        var text = $"SELECT {select} FROM c WHERE {string.Join(" AND ", all.Select(c => c.Text))}";
        var query = new QueryDefinition(order is null ? text : $"{text} ORDER BY {order}");
        return all.Where(c => c.Name is not null).Aggregate(query, (q, c) => q.WithParameter(c.Name, c.Value));
    }
}
