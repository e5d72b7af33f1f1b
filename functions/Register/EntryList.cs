using Microsoft.Azure.Cosmos;
using RiskRegister.Entries;

namespace RiskRegister.Register;

/// <summary>What a list of entries is filtered and sorted by; null means no filter.</summary>
public sealed record EntryFilter
{
    /// <summary>Risk or opportunity.</summary>
    public EntryKind? Kind { get; init; }

    /// <summary>Draft, open or closed.</summary>
    public EntryState? State { get; init; }

    /// <summary>One of <see cref="Entries.Standing.All"/>.</summary>
    public string? Standing { get; init; }

    /// <summary>E-mail address of the owner.</summary>
    public string? Owner { get; init; }

    /// <summary>A category.</summary>
    public string? Category { get; init; }

    /// <summary>Id of the level that counts today.</summary>
    public string? Level { get; init; }

    /// <summary>Words to look for in reference, title and statement.</summary>
    public string? Search { get; init; }

    /// <summary>One of <see cref="EntryList.Sorts"/>.</summary>
    public string Sort { get; init; } = EntryList.DefaultSort;
}

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
            Query(filter, "*", Orders[filter.Sort]),
            limit,
            continuation,
            cancellation
        );

    /// <summary>How many entries the filter lets through.</summary>
    public async Task<int> CountAsync(string agency, EntryFilter filter, CancellationToken cancellation = default)
    {
        var page = await container.QueryAsync<int>(agency, Query(filter, "VALUE COUNT(1)", null), 1, null, cancellation);
        return page.Items.Sum();
    }

    /// <summary>References of open entries whose review is due by <paramref name="today"/> and not asked, or asked by <paramref name="run"/> itself; in order, after <paramref name="after"/>.</summary>
    public Task<IReadOnlyList<string>> DueAsync(string agency, DateOnly today, string run, string after, int limit) =>
        ReferencesAsync(
            agency,
            "c.state != 'closed' AND c.nextReview <= @today AND (c.asked = false OR c.run = @run)",
            [("@today", today), ("@run", run)],
            after,
            limit
        );

    /// <summary>References of entries whose stored standing is out of date on <paramref name="today"/>; in order, after <paramref name="after"/>.</summary>
    public Task<IReadOnlyList<string>> OutdatedAsync(string agency, DateOnly today, string after, int limit) =>
        ReferencesAsync(agency, "c.standingUntil <= @today", [("@today", today)], after, limit);

    /// <summary>All open entries that somebody has something to do with.</summary>
    public IAsyncEnumerable<EntryDocument> OfPersonAsync(string agency, string email, CancellationToken cancellation) =>
        container.QueryAllAsync<EntryDocument>(
            agency,
            new QueryDefinition(
                "SELECT * FROM c WHERE c.type = @type AND c.state != 'closed' AND ARRAY_CONTAINS(c.people, @email) ORDER BY c.type, c.reference"
            )
                .WithParameter("@type", EntryDocument.DocumentType)
                .WithParameter("@email", email.ToLowerInvariant()),
            cancellation
        );

    /// <summary>All entries whose review waits for an answer.</summary>
    public IAsyncEnumerable<EntryDocument> AskedAsync(string agency, CancellationToken cancellation) =>
        container.QueryAllAsync<EntryDocument>(
            agency,
            new QueryDefinition(
                "SELECT * FROM c WHERE c.type = @type AND c.asked = true ORDER BY c.type, c.reference"
            ).WithParameter("@type", EntryDocument.DocumentType),
            cancellation
        );

    private async Task<IReadOnlyList<string>> ReferencesAsync(
        string agency,
        string condition,
        IEnumerable<(string Name, object Value)> parameters,
        string after,
        int limit
    )
    {
        var text =
            $"SELECT VALUE c.reference FROM c WHERE c.type = @type AND c.reference > @after AND {condition} ORDER BY c.type, c.reference";
        var query = new QueryDefinition(text).WithParameter("@type", EntryDocument.DocumentType).WithParameter("@after", after);
        query = parameters.Aggregate(query, (q, p) => q.WithParameter(p.Name, p.Value));
        return (await container.QueryAsync<string>(agency, query, limit)).Items;
    }

    private static QueryDefinition Query(EntryFilter filter, string select, string? order)
    {
        var conditions = new List<(string Condition, string Name, object Value)>
        {
            ("c.type = @type", "@type", EntryDocument.DocumentType),
        };
        void Where(string condition, string name, object? value)
        {
            if (value is not null)
            {
                conditions.Add((condition, name, value));
            }
        }

        Where("c.kind = @kind", "@kind", filter.Kind is { } kind ? Words.Of(kind) : null);
        Where("c.state = @state", "@state", filter.State is { } state ? Words.Of(state) : null);
        Where("ARRAY_CONTAINS(c.standing, @standing)", "@standing", filter.Standing);
        Where("c.owner = @owner", "@owner", filter.Owner?.ToLowerInvariant());
        Where("c.category = @category", "@category", filter.Category);
        Where("c.levelId = @level", "@level", filter.Level);
        Where("CONTAINS(c.search, @search)", "@search", filter.Search?.ToLowerInvariant());

        var text = $"SELECT {select} FROM c WHERE {string.Join(" AND ", conditions.Select(c => c.Condition))}";
        var query = new QueryDefinition(order is null ? text : $"{text} ORDER BY {order}");
        return conditions.Aggregate(query, (q, c) => q.WithParameter(c.Name, c.Value));
    }
}
