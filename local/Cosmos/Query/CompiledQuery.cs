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
        var remaining = after?.Remaining ?? Math.Min(Count(_select.Top) ?? long.MaxValue, Count(_select.Limit) ?? long.MaxValue);
        var offset = after is null ? Count(_select.Offset) ?? 0 : after.Rows;
        var rows = (int)Math.Min(size, remaining);
        var page = new QueryPage(_container, _output, rows, _columns.Count, HasKeys ? _keys.Count : 0);
        foreach (var (sql, arguments) in Statements(partitionKey, now, rows, offset, after?.Keys).TakeWhile(_ => !page.HasMore))
        {
            connection.Query(sql, page.Add, arguments);
        }

        page.Finish(remaining, offset);
        return page;
    }

    /// <summary>The statements that together give a page, one after the other until it is full.</summary>
    public IEnumerable<(string Sql, object?[] Arguments)> Statements(
        string? partitionKey,
        long now,
        int size,
        long offset,
        object?[]? after
    )
    {
        var conditions = new List<string>(_conditions);
        if (partitionKey is not null)
        {
            conditions.Add($"i.partition_key = {_translator.Argument(partitionKey)}");
        }

        if (_container.DefaultTtl is not null)
        {
            conditions.Add($"(i.expires IS NULL OR i.expires > {_translator.Argument(now)})");
        }

        var columns = string.Join(", ", HasKeys ? _columns.Concat(_keys.Select(k => k.Sql)) : _columns);
        // One row more than wanted tells whether there is another page.
        var limit = $"LIMIT {_translator.Argument(size + 1)} OFFSET {_translator.Argument(offset)}";
        foreach (var (seek, firstKey) in after is null ? [("", 0)] : Seeks(after))
        {
            var order = string.Join(", ", _keys.Skip(firstKey).Select(k => k.Descending ? $"{k.Sql} DESC" : k.Sql));
            yield return _translator.Bind(
                $"""
                SELECT {(_select.Distinct ? "DISTINCT " : "")}{columns} FROM {_from}
                WHERE {string.Join(" AND ", conditions)}{seek} {_group} {(order.Length > 0 ? $"ORDER BY {order}" : "")}
                {limit}
                """
            );
        }
    }

    private void AddKeys(IEnumerable<string> arrays)
    {
        var order = new SortOrder(_container, _select, _translator);
        _keys.AddRange(order.Keys);
        if (HasKeys)
        {
            _keys.AddRange(_select.OrderBy.Count == 0 ? order.AnyOrder() : []);
            _keys.Add(("i.item", order.TiesDescend()));
            _keys.AddRange(arrays.Select(alias => ($"{alias}.id", false)));
        }
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
