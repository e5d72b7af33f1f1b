using System.Text.Json;

namespace RiskRegister.Local.Cosmos.Query;

/// <summary>The types of values, in the order in which the service sorts them.</summary>
internal enum ValueType
{
    Undefined,
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

/// <summary>
/// An expression in SQLite's terms. <paramref name="Value"/> is its SQL value (false and true as 0 and 1, arrays and objects as JSON
/// text, NULL for null and undefined); <paramref name="Rank"/> the number of its type; <paramref name="Json"/> its JSON text, NULL for
/// undefined.
/// </summary>
internal sealed record Term(string Value, string Rank, string Json)
{
    /// <summary>The type where that is known beforehand (the value may then still be undefined).</summary>
    public ValueType? Type { get; private init; }

    public bool IsConstant { get; private init; }

    /// <summary>The SQL of the JSON text and of the path to look for elements at; null where there can be none.</summary>
    public (string Root, string Path)? Elements { get; private init; }

    /// <summary>What to sort by: type, then value. A column of its own has one type and is never NULL.</summary>
    public string[] SortKeys { get; private init; } = [Rank, Value];

    public string IsDefined => $"{Rank} <> 0";

    /// <summary>The value of a literal; <paramref name="argument"/> makes a placeholder for it.</summary>
    public static Term Constant(object? value, Func<object?, string> argument)
    {
        var (type, sql) = value switch
        {
            null => (ValueType.Null, "NULL"),
            bool b => (ValueType.Boolean, b ? "1" : "0"),
            string s => (ValueType.String, argument(s)),
            JsonElement json => (
                json.ValueKind == JsonValueKind.Array ? ValueType.Array : ValueType.Object,
                $"json({argument(json.GetRawText())})"
            ),
            _ => (ValueType.Number, argument(value)),
        };
        return new Term(sql, Number(type), type == ValueType.Null ? "'null'" : Quote(type, sql))
        {
            Type = type,
            IsConstant = true,
            Elements = type == ValueType.Array ? (sql, "'$'") : null,
        };
    }

    /// <summary>A computed value, which is undefined where the SQL gives NULL.</summary>
    public static Term Computed(ValueType type, string sql) =>
        new(sql, $"(CASE WHEN {sql} IS NULL THEN 0 ELSE {Number(type)} END)", Quote(type, sql)) { Type = type };

    /// <summary>A place in the item, in the same words for indexes (without alias) and for queries.</summary>
    public static Term At(IReadOnlyList<object> steps, string alias = "i.")
    {
        if (steps is [string name] && SystemColumn(name, alias) is { } column)
        {
            return column;
        }

        var (body, path) = ($"{alias}body", $"'${string.Concat(steps.Select(Step))}'");
        return new($"json_extract({body}, {path})", RankOf($"json_type({body}, {path})"), $"({body} -> ({path}))")
        {
            Elements = (body, path),
        };
    }

    /// <summary>A path of an indexing policy or a unique key, such as <c>/owner/name</c>.</summary>
    public static Term OfIndex(string path, string alias = "") =>
        At([.. path.Split('/', StringSplitOptions.RemoveEmptyEntries)], alias);

    /// <summary>A row of <c>json_each</c>.</summary>
    public static Term Element(string alias) => new($"{alias}.value", RankOf($"{alias}.type"), "NULL");

    /// <summary>The value as <paramref name="type"/>; undefined where it is of another.</summary>
    public string As(ValueType type) =>
        Type is null ? $"(CASE WHEN {Rank} = {Number(type)} THEN {Value} END)"
        : Type == type ? Value
        : "NULL";

    private static Term? SystemColumn(string name, string alias) =>
        name switch
        {
            "id" => Column(ValueType.String, $"{alias}id"),
            "_ts" => Column(ValueType.Number, $"{alias}ts"),
            "_etag" => Column(ValueType.String, $"('\"' || {alias}etag || '\"')"),
            _ => null,
        };

    private static Term Column(ValueType type, string sql) =>
        new(sql, Number(type), Quote(type, sql)) { Type = type, SortKeys = [sql] };

    private static string Number(ValueType type) => ((int)type).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Quote(ValueType type, string sql) =>
        type switch
        {
            ValueType.Boolean => $"(CASE {sql} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)",
            ValueType.Array or ValueType.Object => sql,
            _ => $"nullif(json_quote({sql}), 'null')",
        };

    private static string RankOf(string jsonType) =>
        $"(CASE {jsonType} WHEN 'text' THEN 4 WHEN 'integer' THEN 3 WHEN 'real' THEN 3 WHEN 'true' THEN 2 WHEN 'false' THEN 2 WHEN 'null' THEN 1 WHEN 'array' THEN 5 WHEN 'object' THEN 6 ELSE 0 END)";

    private static string Step(object step) =>
        step is not string name ? $"[{step}]"
        : name.Contains('"') ? throw CosmosFailureException.NotSupported($"the property name {name}")
        : name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? $".{name}"
        : $".\"{name.Replace("'", "''", StringComparison.Ordinal)}\"";
}
