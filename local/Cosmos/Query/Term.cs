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
/// text, NULL for null and undefined); <paramref name="Json"/> its JSON text, NULL for undefined; <paramref name="Type"/> its type
/// where that is known beforehand (the value may then still be undefined).
/// </summary>
internal sealed record Term(string Value, string Json, ValueType? Type)
{
    private readonly string? _rank;

    /// <summary>SQL for the number of the type.</summary>
    public string Rank
    {
        get => _rank ?? (IsConstant ? $"{(int)Type!}" : $"(CASE WHEN {Value} IS NULL THEN 0 ELSE {(int)Type!} END)");
        init => _rank = value;
    }

    /// <summary>The JSON text that the value is part of, and the path to it, both SQL; null for computed values.</summary>
    public (string Root, string Path)? Place { get; init; }

    /// <summary>The value of a literal or parameter.</summary>
    public object? Constant { get; init; }

    public bool IsConstant { get; init; }

    /// <summary>Whether it is stored in a column of its own, which is never NULL.</summary>
    public bool IsColumn { get; init; }

    /// <summary>What to sort by: type, then value.</summary>
    public string[] SortKeys => IsColumn ? [Value] : [Rank, Value];

    /// <summary>SQL that is true where the value is not undefined.</summary>
    public string IsDefined =>
        IsConstant ? "1"
        : Type is null ? $"{Rank} <> 0"
        : $"{Value} IS NOT NULL";

    /// <summary>A computed value, which is undefined where the SQL gives NULL.</summary>
    public static Term Of(ValueType type, string sql) =>
        new(
            sql,
            type switch
            {
                ValueType.Undefined => "NULL",
                ValueType.Boolean => $"(CASE {sql} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)",
                ValueType.Array or ValueType.Object => sql,
                _ => $"nullif(json_quote({sql}), 'null')",
            },
            type
        );

    public static Term Column(ValueType type, string sql) => Of(type, sql) with { IsColumn = true };

    /// <summary>What lies at a path of a JSON text.</summary>
    public static Term At(string root, string path) =>
        new($"json_extract({root}, {path})", $"({root} -> ({path}))", null)
        {
            Rank = RankOf($"json_type({root}, {path})"),
            Place = (root, path),
        };

    /// <summary>An element of an array that is joined as rows of json_each.</summary>
    public static Term Element(string root, string alias) =>
        new($"{alias}.value", $"({root} -> {alias}.fullkey)", null)
        {
            Rank = RankOf($"{alias}.type"),
            Place = (root, $"{alias}.fullkey"),
        };

    /// <summary>A path of an indexing policy or a unique key, in the words in which queries use it.</summary>
    public static Term OfIndex(string path, string alias = "")
    {
        var item = At($"{alias}body", "'$'");
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return SystemColumn(names[0], alias) ?? names.Aggregate(item, (term, name) => term.Member(name, 0));
    }

    /// <summary>The column of a property that is not kept in the body, or that has a column as well.</summary>
    public static Term? SystemColumn(string name, string alias) =>
        name switch
        {
            "id" => Column(ValueType.String, $"{alias}id"),
            "_ts" => Column(ValueType.Number, $"{alias}ts"),
            "_etag" => Column(ValueType.String, $"('\"' || {alias}etag || '\"')"),
            _ => null,
        };

    /// <summary>A member, or for null as name an element, of what this term is.</summary>
    public Term Member(string? name, int index)
    {
        if (Place is not { } place)
        {
            throw CosmosFailureException.NotSupported("a member of a computed value");
        }

        var step = name is null ? $"[{index}]" : $".{PathName(name)}";
        var path = place.Path.EndsWith('\'') ? $"{place.Path[..^1]}{step}'" : $"{place.Path} || '{step}'";
        return At(place.Root, path);
    }

    /// <summary>The value as <paramref name="type"/>; undefined where it is of another.</summary>
    public string As(ValueType type) =>
        Type is null ? $"(CASE WHEN {Rank} = {(int)type} THEN {Value} END)"
        : Type == type ? Value
        : "NULL";

    private static string RankOf(string jsonType) =>
        $"(CASE {jsonType} WHEN 'text' THEN 4 WHEN 'integer' THEN 3 WHEN 'real' THEN 3 WHEN 'true' THEN 2 WHEN 'false' THEN 2 WHEN 'null' THEN 1 WHEN 'array' THEN 5 WHEN 'object' THEN 6 ELSE 0 END)";

    private static string PathName(string name) =>
        name.Contains('"') ? throw CosmosFailureException.NotSupported($"the property name {name}")
        : name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? name
        : $"\"{name.Replace("'", "''", StringComparison.Ordinal)}\"";
}
