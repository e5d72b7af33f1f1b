namespace RiskRegister.Local.Cosmos.Query;

/// <summary>
/// Comparisons as the service makes them: equality of any two defined values, false across types; order only within a type and not
/// of arrays and objects, undefined otherwise. The SQL is true where the comparison is, in a form that indexes can serve.
/// </summary>
internal static class Comparison
{
    private static readonly Dictionary<string, string> Opposites = new(StringComparer.Ordinal)
    {
        ["="] = "!=",
        ["!="] = "=",
        ["<"] = ">=",
        [">="] = "<",
        [">"] = "<=",
        ["<="] = ">",
    };

    /// <summary>The operator that holds where this one gives false, which is not where it gives undefined.</summary>
    public static string Opposite(string @operator) => Opposites[@operator];

    public static string Sql(string @operator, Term left, Term right) =>
        @operator switch
        {
            "=" => Equal(left, right),
            "!=" => $"({left.IsDefined} AND {right.IsDefined} AND NOT coalesce({Equal(left, right)}, 0))",
            _ => Ordered(@operator, left, right),
        };

    public static string Equal(Term left, Term right) =>
        left.Type == ValueType.Null || right.Type == ValueType.Null ? SameType(left, right)
        : left.Type is null && right.Type is null
            ? $"({SameType(left, right)} AND ({left.Value} = {right.Value} OR {left.Rank} = {(int)ValueType.Null}))"
        : $"({SameType(left, right)} AND {left.Value} = {right.Value})";

    public static string In(Term needle, IReadOnlyList<Term> list, bool negated)
    {
        // One list of one type is what indexes can serve.
        var any = list.All(t => t is { IsConstant: true, Type: ValueType.String or ValueType.Number } && t.Type == list[0].Type)
            ? $"({SameType(needle, list[0])} AND {needle.Value} IN ({string.Join(", ", list.Select(t => t.Value))}))"
            : $"({string.Join(" OR ", list.Select(t => Equal(needle, t)))})";
        return negated ? $"({needle.IsDefined} AND NOT coalesce({any}, 0))" : any;
    }

    private static string Ordered(string @operator, Term left, Term right)
    {
        var values = $"{left.Value} {@operator} {right.Value}";
        var nulls = @operator.EndsWith('=') ? $"{left.Rank} = {(int)ValueType.Null}" : "0";
        return (left.Type ?? right.Type) switch
        {
            ValueType.Array or ValueType.Object => "0",
            ValueType.Null => $"({SameType(left, right)} AND {nulls})",
            null => $"({SameType(left, right)} AND (({left.Rank} < {(int)ValueType.Array} AND {values}) OR {nulls}))",
            _ => $"({SameType(left, right)} AND {values})",
        };
    }

    private static string SameType(Term left, Term right) =>
        left.Type is not null && left.Type == right.Type && left.Rank == right.Rank ? "1" : $"{left.Rank} = {right.Rank}";
}
