using System.Text.Json;
using RiskRegister.Local.State;

namespace RiskRegister.Local.Cosmos.Query;

/// <summary>A query as SQL, to be run page by page.</summary>
internal sealed class CompiledQuery
{
    private readonly StoredContainer _container;
    private readonly Translator _translator;
    private readonly Select _select;
    private readonly Output _output;
    private readonly List<string> _columns = [];
    private readonly List<(string Sql, bool Descending)> _keys = [];
    private readonly string _from;
    private readonly List<string> _conditions;
    private readonly string _group;

    public CompiledQuery(StoredContainer container, Select select, IReadOnlyDictionary<string, JsonElement> parameters)
    {
        (_container, _select, _translator) = (container, select, new(container, parameters));
        _conditions = [$"i.container = {container.Number}"];
        _translator.AddItem(select.Item ?? throw CosmosFailureException.NotSupported("a query over anything but items"));
        var arrays = select.Arrays.Select(a => _translator.AddArray(a.Alias, a.Array)).ToList();
        _from = string.Join(", ", arrays.Select(a => a.Source).Prepend("cosmos_items AS i"));
        _conditions.AddRange(arrays.Select(a => a.Condition));
        if (select.Where is not null)
        {
            _conditions.Add(_translator.Condition(select.Where));
        }

        _output = Output.Of(select.Value, _translator, _columns);
        _group =
            select.GroupBy.Count == 0
                ? ""
                : $"GROUP BY {string.Join(", ", select.GroupBy.Select(g => _translator.Value(g).Json))}";
        AddKeys(arrays.Select(a => a.Alias));
    }

    // Rows of a group or of DISTINCT are not items, so there is nothing to resume after but their number.
    private bool HasKeys => !_select.Distinct && !_translator.HasAggregate && _select.GroupBy.Count == 0;

    /// <summary>A query without a value: the condition of a patch (<c>from c where ...</c>).</summary>
    public static CompiledQuery Condition(StoredContainer container, string text) =>
        new(container, Parser.Parse($"SELECT * {text}"), new Dictionary<string, JsonElement>());

    /// <summary>Whether an item fulfils the conditions.</summary>
    public bool Holds(StateConnection connection, long item)
    {
        var sql = $"SELECT 1 FROM {_from} WHERE i.item = {_translator.Argument(item)} AND {string.Join(" AND ", _conditions)}";
        var (bound, arguments) = _translator.Bind(sql);
        return connection.Scalar<long>(bound, arguments) == 1;
    }

    /// <summary>Reads the page of <paramref name="size"/> rows that follows <paramref name="after"/>, of one partition or of all.</summary>
    public QueryPage Read(StateConnection connection, string? partitionKey, long now, int size, Continuation? after)
    {
        if (partitionKey is not null)
        {
            _conditions.Add($"i.partition_key = {_translator.Argument(partitionKey)}");
        }

        if (_container.DefaultTtl is not null)
        {
            _conditions.Add($"(i.expires IS NULL OR i.expires > {_translator.Argument(now)})");
        }

        var remaining = after?.Remaining ?? Math.Min(Count(_select.Top) ?? long.MaxValue, Count(_select.Limit) ?? long.MaxValue);
        var page = new QueryPage(_container, _output, (int)Math.Min(size, remaining), _columns.Count, HasKeys ? _keys.Count : 0);
        var offset = after is null ? Count(_select.Offset) ?? 0 : after.Rows;
        foreach (var (seek, firstKey) in after?.Keys is { } keys ? Seeks(keys) : [("", 0)])
        {
            if (!page.HasMore)
            {
                Read(connection, page, seek, firstKey, offset);
            }
        }

        page.Finish(remaining, offset);
        return page;
    }

    private void Read(StateConnection connection, QueryPage page, string seek, int firstKey, long offset)
    {
        var columns = HasKeys ? _columns.Concat(_keys.Select(k => k.Sql)) : _columns;
        var order = string.Join(", ", _keys.Skip(firstKey).Select(k => k.Descending ? $"{k.Sql} DESC" : k.Sql));
        // One row more than wanted tells whether there is another page.
        var sql = $"""
            SELECT {(_select.Distinct ? "DISTINCT " : "")}{string.Join(", ", columns)} FROM {_from}
            WHERE {string.Join(" AND ", _conditions)}{seek} {_group} {(order.Length > 0 ? $"ORDER BY {order}" : "")}
            LIMIT {_translator.Argument(page.Missing + 1)} OFFSET {_translator.Argument(offset)}
            """;
        var (bound, arguments) = _translator.Bind(sql);
        connection.Query(bound, page.Add, arguments);
    }

    private void AddKeys(IEnumerable<string> arrays)
    {
        // What the conditions fix to one value orders nothing; left in, it would keep SQLite from reading an index in order.
        var fixedValues = Fixed(_select.Where).ToHashSet();
        var orders = _select.OrderBy.Where(o => !fixedValues.Contains(o.By)).ToList();
        foreach (var order in orders)
        {
            _keys.AddRange(_translator.Value(order.By).SortKeys.Select(key => (key, order.Descending)));
        }

        if (HasKeys)
        {
            var descending = TieDescending(orders);
            _keys.Add(("i.item", descending));
            _keys.AddRange(arrays.Select(alias => ($"{alias}.id", false)));
        }
    }

    private static IEnumerable<Expression> Fixed(Expression? condition) =>
        condition switch
        {
            Binary { Operator: "AND" } both => Fixed(both.Left).Concat(Fixed(both.Right)),
            Binary { Operator: "=", Right: Literal or Parameter } equal => [equal.Left],
            _ => [],
        };

    // Ties follow the direction in which the index that serves the order is read, so that no sorting is needed.
    private bool TieDescending(List<OrderBy> orders)
    {
        var wanted = orders.Select(o => (_translator.Value(o.By).Place?.Path, o.Descending)).ToList();
        foreach (var index in _container.Indexes)
        {
            var paths = index.Select(p => (Term.OfIndex(p.Path).Place?.Path, p.Descending)).ToList();
            for (var at = 0; at + wanted.Count <= paths.Count && wanted.Count > 0; at++)
            {
                var served = paths.GetRange(at, wanted.Count);
                if (served.SequenceEqual(wanted))
                {
                    return false;
                }

                if (served.SequenceEqual(wanted.Select(w => (w.Path, !w.Descending))))
                {
                    return true;
                }
            }
        }

        return wanted.Count > 0 && wanted[0].Descending;
    }

    /// <summary>
    /// What follows a row, from near to far: equal in all sort keys but the last and beyond in that, then equal in all but the last
    /// two, and so on. Each is a range of an index, where one condition of all with OR would not be.
    /// </summary>
    private IEnumerable<(string Condition, int FirstKey)> Seeks(object?[] values)
    {
        var arguments = values.Select(_translator.Argument).ToList();
        for (var last = _keys.Count - 1; last >= 0; last--)
        {
            // The type comes before each value, so nothing of the same type lies beyond a NULL.
            if (values[last] is not null)
            {
                var equal = Enumerable.Range(0, last).Select(k => $" AND {_keys[k].Sql} IS {arguments[k]}");
                var beyond = $"{_keys[last].Sql} {(_keys[last].Descending ? '<' : '>')} {arguments[last]}";
                yield return ($"{string.Concat(equal)} AND {beyond}", last);
            }
        }
    }

    private long? Count(Expression? expression) =>
        expression is null ? null
        : _translator.Value(expression).Constant is long count and >= 0 ? count
        : throw CosmosFailureException.BadRequest("TOP, OFFSET and LIMIT take a whole number.");
}
