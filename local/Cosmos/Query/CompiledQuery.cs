using System.Text.Json;
using RiskRegister.Local.State;

namespace RiskRegister.Local.Cosmos.Query;

/// <summary>A query as SQL, to be run page by page.</summary>
internal sealed class CompiledQuery
{
    private readonly StoredContainer _container;
    private readonly Translator _translator;
    private readonly Selection _selection;
    private readonly IReadOnlyList<SortKey> _keys;
    private readonly string _condition;
    private readonly long _top;

    public CompiledQuery(StoredContainer container, Select select)
    {
        (_container, _translator) = (container, new(container));
        var where = select.Where is null ? "" : $" AND {_translator.Condition(select.Where)}";
        _condition = $"i.container = {container.Number}{where}";
        _selection = new(select.Columns, _translator);
        _keys = _selection.IsCount ? [] : new SortOrder(container, select, _translator).Keys;
        _top = select.Top ?? long.MaxValue;
    }

    /// <summary>A query without a selection: the condition of a patch (<c>from c where ...</c>).</summary>
    public static CompiledQuery Condition(StoredContainer container, string text) =>
        new(container, Parser.Parse($"SELECT * {text}", new Dictionary<string, JsonElement>()));

    /// <summary>Whether an item fulfils the conditions.</summary>
    public bool Holds(StateConnection connection, long item)
    {
        var (sql, arguments) = _translator.Bind(
            $"SELECT 1 FROM cosmos_items AS i WHERE i.item = {_translator.Argument(item)} AND {_condition}"
        );
        return connection.Scalar<long>(sql, arguments) == 1;
    }

    /// <summary>Reads the page of <paramref name="size"/> rows that follows <paramref name="after"/>, of one partition or of all.</summary>
    public QueryPage Read(StateConnection connection, string? partitionKey, long now, int size, Continuation? after)
    {
        var remaining = after?.Remaining ?? _top;
        var rows = (int)Math.Min(size, remaining);
        var page = new QueryPage(_container, _selection, rows, _keys.Count);
        foreach (var (sql, arguments) in Statements(partitionKey, now, rows, after?.Keys).TakeWhile(_ => !page.HasMore))
        {
            connection.Query(sql, page.Add, arguments);
        }

        page.Finish(remaining);
        return page;
    }

    /// <summary>The statements that together give a page, one after the other until it is full.</summary>
    public IEnumerable<(string Sql, object?[] Arguments)> Statements(string? partitionKey, long now, int size, object?[]? after)
    {
        var partition = partitionKey is null ? "" : $" AND i.partition_key = {_translator.Argument(partitionKey)}";
        var lives = _container.DefaultTtl is null ? "" : $" AND (i.expires IS NULL OR i.expires > {_translator.Argument(now)})";
        var columns = string.Join(", ", _selection.Columns.Concat(_keys.Select(k => k.Sql)));
        // One row more than wanted tells whether there is another page.
        var limit = _translator.Argument(size + 1);
        foreach (var (seek, firstKey) in after is null ? [("", 0)] : Seeks(after))
        {
            var order = _keys.Count == 0 ? "" : $"ORDER BY {string.Join(", ", _keys.Skip(firstKey))}";
            yield return _translator.Bind(
                $"SELECT {columns} FROM cosmos_items AS i WHERE {_condition}{partition}{lives}{seek} {order} LIMIT {limit}"
            );
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
}
