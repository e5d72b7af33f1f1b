namespace RiskRegister.Local.Cosmos.Query;

/// <summary>The keys that rows are sorted by, chosen so that SQLite can read an index in order instead of sorting.</summary>
internal sealed class SortOrder
{
    private readonly HashSet<string> _fixed;
    private readonly Translator _translator;
    private readonly List<List<(string Sql, bool Descending)>> _indexes;

    public SortOrder(StoredContainer container, Select select, Translator translator)
    {
        _translator = translator;
        // What the conditions fix to one value orders nothing; left in, it would keep SQLite from using an index.
        _fixed = [.. Fixed(select.Where)];
        Keys =
        [
            .. select.OrderBy.SelectMany(o => translator.Value(o.By).SortKeys.Select(key => (key, o.Descending))).Where(IsFree),
        ];
        _indexes = [.. container.Indexes.Select(index => index.SelectMany(SortKeys).ToList())];
    }

    /// <summary>What the query asks to be sorted by.</summary>
    public List<(string Sql, bool Descending)> Keys { get; }

    /// <summary>Ties follow the direction in which the index that serves the order is read.</summary>
    public bool TiesDescend()
    {
        foreach (var index in _indexes)
        {
            var served = index.Where(IsFree).Take(Keys.Count);
            if (served.SequenceEqual(Keys))
            {
                return false;
            }

            if (served.SequenceEqual(Keys.Select(key => (key.Sql, !key.Descending))))
            {
                return true;
            }
        }

        return Keys is [{ Descending: true }, ..];
    }

    /// <summary>Where any order will do: that of the index which narrows the rows down most, or else of the ids.</summary>
    public IEnumerable<(string Sql, bool Descending)> AnyOrder()
    {
        var best = _indexes.MaxBy(index => index.TakeWhile(key => !IsFree(key)).Count());
        return best is not null && !IsFree(best[0])
            ? best.Where(IsFree).Prepend(("i.partition_key", false))
            : [("i.partition_key", false), ("i.id", false)];
    }

    private bool IsFree((string Sql, bool Descending) key) => !_fixed.Contains(key.Sql);

    private static IEnumerable<(string Sql, bool Descending)> SortKeys(IndexedPath path) =>
        Term.OfIndex(path.Path, "i.").SortKeys.Select(key => (key, path.Descending));

    // Equality fixes the type and the value, a range the type alone.
    private IEnumerable<string> Fixed(Expression? condition) =>
        condition switch
        {
            Binary { Operator: "AND" } both => Fixed(both.Left).Concat(Fixed(both.Right)),
            Binary { Operator: "=", Right: Literal or Parameter } equal => _translator.Value(equal.Left).SortKeys,
            Binary { Operator: "<" or "<=" or ">" or ">=", Right: Literal or Parameter } range => _translator
                .Value(range.Left)
                .SortKeys[..^1],
            _ => [],
        };
}
