namespace RiskRegister.Local.Cosmos.Query;

/// <summary>
/// Comparisons as the service makes them: equality of any two defined values, false across types; order only within a type,
/// undefined across types or with undefined.
/// </summary>
internal static class Comparison
{
    public static string Sql(Translator translator, Binary binary, bool strict)
    {
        var (left, right) = (translator.Value(binary.Left), translator.Value(binary.Right));
        if (!strict && binary.Operator == "=" && PartitionKey(translator, binary, left, right) is { } condition)
        {
            return condition;
        }

        return binary.Operator switch
        {
            "=" => Equal(left, right, strict),
            "!=" =>
                $"(CASE WHEN {left.IsDefined} AND {right.IsDefined} THEN NOT coalesce({Equal(left, right, strict: false)}, 0) END)",
            _ => Ordered(binary.Operator, left, right, strict),
        };
    }

    public static string In(Translator translator, In expression, bool strict)
    {
        var needle = translator.Value(expression.Needle);
        var list = expression.List.Select(translator.Value).ToList();
        // One list of one type is what indexes can serve.
        var type =
            list.Count > 0 && list.TrueForAll(t => t is { IsConstant: true, Type: ValueType.String or ValueType.Number })
                ? list[0].Type
                : null;
        var any =
            list.Count == 0 ? "0"
            : type is not null && list.TrueForAll(t => t.Type == type)
                ? $"({SameType(needle, list[0])} AND {needle.Value} IN ({string.Join(", ", list.Select(t => t.Value))}))"
            : $"({string.Join(" OR ", list.Select(t => Equal(needle, t, strict: false)))})";
        return strict ? $"(CASE WHEN {needle.IsDefined} THEN coalesce({any}, 0) END)" : any;
    }

    public static string Equal(Term left, Term right, bool strict)
    {
        var values = $"{left.Value} = {right.Value}";
        var core =
            left.Type == ValueType.Null || right.Type == ValueType.Null ? SameType(left, right)
            : left.Type is null && right.Type is null
                ? $"({SameType(left, right)} AND ({values} OR {left.Rank} = {(int)ValueType.Null}))"
            : $"({SameType(left, right)} AND {values})";
        return strict ? $"(CASE WHEN {left.IsDefined} AND {right.IsDefined} THEN coalesce({core}, 0) END)" : core;
    }

    private static string Ordered(string @operator, Term left, Term right, bool strict)
    {
        var values = $"{left.Value} {@operator} {right.Value}";
        return strict ? $"(CASE WHEN {SameType(left, right)} THEN {values} END)" : $"({SameType(left, right)} AND {values})";
    }

    private static string? PartitionKey(Translator translator, Binary binary, Term left, Term right) =>
        translator.PartitionKeyIs(binary.Left, right) ?? translator.PartitionKeyIs(binary.Right, left);

    private static string SameType(Term left, Term right) =>
        (left.Type, right.Type) switch
        {
            ({ } one, { } other) => one == other ? "1" : "0",
            (null, { } type) => $"{left.Rank} = {(int)type}",
            ({ } type, null) => $"{right.Rank} = {(int)type}",
            _ => $"{left.Rank} = {right.Rank}",
        };
}
