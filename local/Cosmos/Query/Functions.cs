using System.Text;

namespace RiskRegister.Local.Cosmos.Query;

/// <summary>The functions of the query language, by name. LOWER and UPPER know ASCII letters only, as SQLite does.</summary>
internal static class Functions
{
    private delegate Term Translation(Translator translator, Term[] arguments);

    private static readonly Dictionary<string, (int Least, int Most, Translation Translate)> Known = new(StringComparer.Ordinal)
    {
        ["IS_DEFINED"] = (1, 1, (_, a) => Bool(a[0].IsDefined)),
        ["IS_NULL"] = (1, 1, (_, a) => Is(a[0], ValueType.Null)),
        ["IS_BOOL"] = (1, 1, (_, a) => Is(a[0], ValueType.Boolean)),
        ["IS_NUMBER"] = (1, 1, (_, a) => Is(a[0], ValueType.Number)),
        ["IS_STRING"] = (1, 1, (_, a) => Is(a[0], ValueType.String)),
        ["IS_ARRAY"] = (1, 1, (_, a) => Is(a[0], ValueType.Array)),
        ["IS_OBJECT"] = (1, 1, (_, a) => Is(a[0], ValueType.Object)),
        ["IS_PRIMITIVE"] = (1, 1, (_, a) => Bool($"({a[0].Rank} BETWEEN 1 AND 4)")),
        ["CONTAINS"] = (2, 3, (t, a) => Match(t, a, "*", "*", (x, y) => $"(instr({x}, {y}) > 0)")),
        ["STARTSWITH"] = (2, 3, (t, a) => Match(t, a, "", "*", (x, y) => $"(substr({x}, 1, length({y})) = {y})")),
        ["ENDSWITH"] = (2, 3, (t, a) => Match(t, a, "*", "", (x, y) => $"({y} = '' OR substr({x}, -length({y})) = {y})")),
        ["STRINGEQUALS"] = (2, 3, (t, a) => Match(t, a, "", "", (x, y) => $"({x} = {y})")),
        ["LIKE"] = (2, 3, Like),
        ["LOWER"] = (1, 1, (_, a) => Text($"lower({String(a[0])})")),
        ["UPPER"] = (1, 1, (_, a) => Text($"upper({String(a[0])})")),
        ["TRIM"] = (1, 1, (_, a) => Text($"trim({String(a[0])})")),
        ["LTRIM"] = (1, 1, (_, a) => Text($"ltrim({String(a[0])})")),
        ["RTRIM"] = (1, 1, (_, a) => Text($"rtrim({String(a[0])})")),
        ["CONCAT"] = (2, 100, (_, a) => Text($"({string.Join(" || ", a.Select(String))})")),
        ["SUBSTRING"] = (3, 3, (_, a) => Text($"substr({String(a[0])}, {Number(a[1])} + 1, {Number(a[2])})")),
        ["LEFT"] = (2, 2, (_, a) => Text($"substr({String(a[0])}, 1, {Number(a[1])})")),
        ["REPLACE"] = (3, 3, (_, a) => Text($"replace({String(a[0])}, {String(a[1])}, {String(a[2])})")),
        ["LENGTH"] = (1, 1, (_, a) => Numeric($"length({String(a[0])})")),
        ["INDEX_OF"] = (2, 2, (_, a) => Numeric($"(instr({String(a[0])}, {String(a[1])}) - 1)")),
        ["ABS"] = (1, 1, (_, a) => Numeric($"abs({Number(a[0])})")),
        ["FLOOR"] = (1, 1, (_, a) => Numeric($"floor({Number(a[0])})")),
        ["CEILING"] = (1, 1, (_, a) => Numeric($"ceil({Number(a[0])})")),
        ["ROUND"] = (1, 1, (_, a) => Numeric($"round({Number(a[0])})")),
        ["ARRAY_LENGTH"] = (1, 1, ArrayLength),
        ["ARRAY_CONTAINS"] = (2, 2, ArrayContains),
        ["COUNT"] = (1, 1, (t, a) => Aggregate(t, ValueType.Number, $"count({a[0].Json})")),
        ["SUM"] = (
            1,
            1,
            (t, a) => Aggregate(t, ValueType.Number, $"{OnlyNumbers(a[0])} THEN coalesce(sum({Number(a[0])}), 0) END)")
        ),
        ["AVG"] = (1, 1, (t, a) => Aggregate(t, ValueType.Number, $"{OnlyNumbers(a[0])} THEN avg({Number(a[0])}) END)")),
        ["MIN"] = (1, 1, (t, a) => Extreme(t, "min", a[0])),
        ["MAX"] = (1, 1, (t, a) => Extreme(t, "max", a[0])),
    };

    public static Term Translate(Translator translator, Call call)
    {
        if (!Known.TryGetValue(call.Function, out var function))
        {
            throw CosmosFailureException.NotSupported($"function {call.Function}");
        }

        return call.Arguments.Count >= function.Least && call.Arguments.Count <= function.Most
            ? function.Translate(translator, [.. call.Arguments.Select(translator.Value)])
            : throw CosmosFailureException.BadRequest(
                $"The {call.Function} function has {call.Arguments.Count} arguments (SC2050)."
            );
    }

    private static Term Bool(string sql) => Term.Of(ValueType.Boolean, sql);

    private static Term Text(string sql) => Term.Of(ValueType.String, sql);

    private static Term Numeric(string sql) => Term.Of(ValueType.Number, sql);

    private static string String(Term term) => term.As(ValueType.String);

    private static string Number(Term term) => term.As(ValueType.Number);

    private static Term Is(Term term, ValueType type) => Bool($"({term.Rank} = {(int)type})");

    // Case is ignored by a GLOB pattern that names both cases of each letter: unlike LIKE it knows more letters than ASCII.
    private static Term Match(
        Translator translator,
        Term[] arguments,
        string before,
        string after,
        Func<string, string, string> exact
    )
    {
        var (text, part) = (String(arguments[0]), arguments[1]);
        return arguments is not [_, _, { Constant: true }] ? Bool(exact(text, String(part)))
            : part.Constant is string constant
                ? Bool(
                    $"({text} GLOB {translator.Argument(before + string.Concat(constant.EnumerateRunes().Select(EitherCase)) + after)})"
                )
            : part.Type is null ? Bool(exact($"lower({text})", $"lower({String(part)})"))
            : Bool("NULL");
    }

    private static string EitherCase(Rune rune) => $"[{Rune.ToLowerInvariant(rune)}{Rune.ToUpperInvariant(rune)}]";

    private static Term Like(Translator translator, Term[] arguments)
    {
        if (arguments[1].Constant is not string pattern)
        {
            throw CosmosFailureException.NotSupported("LIKE with a pattern that is not a constant string");
        }

        var escape = arguments.Length == 3 ? arguments[2].Constant as string : null;
        var glob = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            var isEscaped = escape is [var mark] && pattern[i] == mark && ++i < pattern.Length;
            glob.Append(
                pattern[i] switch
                {
                    '%' when !isEscaped => "*",
                    '_' when !isEscaped => "?",
                    '[' when !isEscaped => "[",
                    '*' or '?' or '[' => $"[{pattern[i]}]",
                    var other => other.ToString(),
                }
            );
        }

        return Bool($"({String(arguments[0])} GLOB {translator.Argument(glob.ToString())})");
    }

    private static Term ArrayLength(Translator translator, Term[] arguments)
    {
        var (root, path) = arguments[0].Place ?? throw CosmosFailureException.NotSupported("ARRAY_LENGTH of a computed value");
        return Numeric($"(CASE WHEN json_type({root}, {path}) = 'array' THEN json_array_length({root}, {path}) END)");
    }

    private static Term ArrayContains(Translator translator, Term[] arguments)
    {
        var (source, condition, element, _) = translator.Elements(arguments[0]);
        var equal = Comparison.Equal(element, arguments[1], strict: false);
        return Bool($"(CASE WHEN {condition} THEN EXISTS (SELECT 1 FROM {source} WHERE {equal}) END)");
    }

    private static Term Aggregate(Translator translator, ValueType type, string sql)
    {
        translator.HasAggregate = true;
        return Term.Of(type, sql);
    }

    // One value that is not a number makes a sum or an average undefined; undefined values are passed over.
    private static string OnlyNumbers(Term term) => $"(CASE WHEN coalesce(sum({term.Rank} NOT IN (0, 3)), 0) = 0";

    private static Term Extreme(Translator translator, string function, Term term)
    {
        var extreme = Aggregate(translator, ValueType.Number, $"{function}({term.Value})");
        return term.Type is { } known ? Term.Of(known, extreme.Value) : extreme;
    }
}
