namespace RiskRegister.Local.Cosmos.Query;

/// <summary>One key that rows are sorted by, in SQL.</summary>
internal readonly record struct SortKey(string Sql, bool Descending)
{
    public SortKey Inverted => this with { Descending = !Descending };

    public override string ToString() => Descending ? $"{Sql} DESC" : Sql;
}

/// <summary>The keys that rows are sorted by, chosen so that SQLite can read an index in order instead of sorting.</summary>
internal sealed class SortOrder
{
    private readonly HashSet<string> _fixed;
    private readonly Translator _translator;
    private readonly List<List<SortKey>> _indexes;

    /// <exception cref="CosmosFailureException">400: the container has no index for the order.</exception>
    public SortOrder(StoredContainer container, Select select, Translator translator)
    {
        Check(container.Indexing, [.. select.OrderBy.Select(o => new IndexedPath(o.By.IndexPath, o.Descending))]);
        _translator = translator;
        // What the conditions fix to one value orders nothing; left in, it would keep SQLite from using an index.
        _fixed = [.. Fixed(select.Where)];
        _indexes = [.. container.Indexing.Composites.Select(index => index.SelectMany(KeysOf).ToList())];
        List<SortKey> asked =
        [
            .. select.OrderBy.SelectMany(o => Term.At(o.By.Steps).SortKeys.Select(key => new SortKey(key, o.Descending))),
        ];
        asked.RemoveAll(key => !IsFree(key));
        Keys = [.. select.OrderBy.Count == 0 ? AnyOrder() : asked, new("i.item", TiesDescend(asked))];
    }

    /// <summary>What to sort by; the last key tells any two rows apart.</summary>
    public IReadOnlyList<SortKey> Keys { get; }

    // One property is served by the index that each included path has, several by a composite index read forwards or backwards.
    private static void Check(IndexingPolicy indexing, IndexedPath[] order)
    {
        if (order is [var single] && !indexing.Includes(single.Path))
        {
            throw CosmosFailureException.BadRequest("The index path corresponding to the specified order-by item is excluded.");
        }

        var inverted = order.Select(path => path with { Descending = !path.Descending });
        if (order.Length > 1 && !indexing.Composites.Any(c => c.SequenceEqual(order) || c.SequenceEqual(inverted)))
        {
            throw CosmosFailureException.BadRequest(
                "The order by query does not have a corresponding composite index that it can be served from."
            );
        }
    }

    // Ties follow the direction in which the index that serves the order is read.
    private bool TiesDescend(List<SortKey> keys)
    {
        foreach (var index in _indexes)
        {
            var served = index.Where(IsFree).Take(keys.Count);
            if (served.SequenceEqual(keys))
            {
                return false;
            }

            if (served.SequenceEqual(keys.Select(key => key.Inverted)))
            {
                return true;
            }
        }

        return keys is [{ Descending: true }, ..];
    }

    // Where any order will do: that of the index which narrows the rows down most, or else of the ids.
    private IEnumerable<SortKey> AnyOrder()
    {
        var best = _indexes.MaxBy(index => index.TakeWhile(key => !IsFree(key)).Count());
        return best is not null && !IsFree(best[0])
            ? best.Where(IsFree).Prepend(new("i.partition_key", false))
            : [new("i.partition_key", false), new("i.id", false)];
    }

    private bool IsFree(SortKey key) => !_fixed.Contains(key.Sql);

    private static IEnumerable<SortKey> KeysOf(IndexedPath path) =>
        Term.OfIndex(path.Path, "i.").SortKeys.Select(key => new SortKey(key, path.Descending));

    // Equality fixes the type and the value, a range the type alone.
    private IEnumerable<string> Fixed(Expression? condition) =>
        condition switch
        {
            Binary { Operator: "AND" } both => Fixed(both.Left).Concat(Fixed(both.Right)),
            Binary { Operator: "=", Right: Literal } equal => _translator.Value(equal.Left).SortKeys,
            Binary { Operator: "<" or "<=" or ">" or ">=", Right: Literal } range => _translator.Value(range.Left).SortKeys[..^1],
            _ => [],
        };
}
