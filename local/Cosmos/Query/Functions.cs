namespace RiskRegister.Local.Cosmos.Query;

/// <summary>The functions of the query language, by name.</summary>
internal static class Functions
{
    private static readonly Dictionary<string, (int Least, int Most, Func<Term[], Term> Translate)> Known = new(
        StringComparer.Ordinal
    )
    {
        ["IS_DEFINED"] = (1, 1, a => Bool($"({a[0].IsDefined})")),
        ["IS_NULL"] = (1, 1, a => Bool($"({a[0].Rank} = {(int)ValueType.Null})")),
        ["LOWER"] = (1, 1, a => Term.Computed(ValueType.String, Lower(Text(a[0])))),
        ["CONTAINS"] = (2, 3, a => Match(a, (text, part) => $"(instr({text}, {part}) > 0)")),
        ["STARTSWITH"] = (2, 3, a => Match(a, (text, part) => $"(substr({text}, 1, length({part})) = {part})")),
        ["STRINGEQUALS"] = (2, 3, a => Match(a, (text, part) => $"({text} = {part})")),
        ["ARRAY_CONTAINS"] = (2, 2, a => ArrayContains(a[0], a[1])),
    };

    public static Term Translate(string name, Term[] arguments) =>
        !Known.TryGetValue(name, out var function) ? throw CosmosFailureException.NotSupported($"function {name} in this place")
        : arguments.Length < function.Least || arguments.Length > function.Most
            ? throw CosmosFailureException.NotSupported($"function {name} with {arguments.Length} arguments")
        : function.Translate(arguments);

    private static Term Bool(string sql) => Term.Computed(ValueType.Boolean, sql);

    private static string Text(Term term) => term.As(ValueType.String);

    // SQLite's own knows only ASCII letters; connections have this one.
    private static string Lower(string sql) => $"unicode_lower({sql})";

    private static Term Match(Term[] arguments, Func<string, string, string> match)
    {
        var (text, part) = (Text(arguments[0]), Text(arguments[1]));
        return arguments is not [_, _, var flag] ? Bool(match(text, part))
            : flag is not { IsConstant: true, Type: ValueType.Boolean }
                ? throw CosmosFailureException.NotSupported("a computed flag for ignoring case")
            : Bool(flag.Value == "1" ? match(Lower(text), Lower(part)) : match(text, part));
    }

    private static Term ArrayContains(Term array, Term sought)
    {
        var (root, path) =
            array.Elements ?? throw CosmosFailureException.NotSupported("ARRAY_CONTAINS of anything but a place in the item");
        var equal = Comparison.Equal(Term.Element("e"), sought);
        return Bool(
            $"(CASE WHEN json_type({root}, {path}) = 'array' AND {sought.IsDefined} THEN EXISTS (SELECT 1 FROM json_each({root}, {path}) AS e WHERE {equal}) END)"
        );
    }
}
