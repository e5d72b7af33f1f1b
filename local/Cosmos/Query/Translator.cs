using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RiskRegister.Local.Cosmos.Query;

/// <summary>Translates expressions into SQL over <c>cosmos_items AS i</c>. Values become positional arguments, never text.</summary>
internal sealed partial class Translator(StoredContainer container, IReadOnlyDictionary<string, JsonElement> parameters)
{
    private readonly Dictionary<string, Term> _aliases = new(StringComparer.Ordinal);
    private int _arrays;

    private readonly List<object?> _arguments = [];

    /// <summary>Whether an aggregate was met.</summary>
    public bool HasAggregate { get; set; }

    /// <summary>A placeholder for a value; it need not be used in the end.</summary>
    public string Argument(object? value)
    {
        _arguments.Add(value);
        return $"?{_arguments.Count}";
    }

    /// <summary>The statement with the placeholders that it uses numbered without gaps, and their values.</summary>
    public (string Sql, object?[] Arguments) Bind(string sql)
    {
        var used = new List<int>();
        var text = Placeholder.Replace(
            sql,
            match =>
            {
                if (match.Value[0] != '?')
                {
                    return match.Value;
                }

                var number = int.Parse(match.ValueSpan[1..], CultureInfo.InvariantCulture) - 1;
                var at = used.IndexOf(number);
                if (at < 0)
                {
                    used.Add(number);
                }

                return $"?{(at < 0 ? used.Count : at + 1)}";
            }
        );
        return (text, [.. used.Select(number => _arguments[number])]);
    }

    public void AddItem(string alias) => _aliases[alias] = Term.At("i.body", "'$'") with { Type = ValueType.Object };

    /// <summary>Joins an array; returns the SQL source, and the condition that it is an array.</summary>
    public (string Alias, string Source, string Condition) AddArray(string alias, Expression array)
    {
        var (source, condition, element, name) = Elements(Value(array));
        _aliases[alias] = element;
        return (name, source, condition);
    }

    /// <summary>The rows of an array: SQL source, the condition that it is an array, and the term of an element.</summary>
    public (string Source, string Condition, Term Element, string Alias) Elements(Term array)
    {
        var (root, path) = array.Place ?? throw CosmosFailureException.NotSupported("elements of a computed value");
        var name = $"a{_arrays++}";
        return ($"json_each({root}, {path}) AS {name}", $"json_type({root}, {path}) = 'array'", Term.Element(root, name), name);
    }

    /// <summary>
    /// SQL that is 1 where the condition holds. Where it does not, <paramref name="strict"/> tells 0 from NULL (undefined); without
    /// it the form is one that indexes can serve.
    /// </summary>
    public string Condition(Expression expression, bool strict = false) =>
        expression switch
        {
            Binary { Operator: "AND" or "OR" } b => $"({Condition(b.Left, strict)} {b.Operator} {Condition(b.Right, strict)})",
            Binary { Operator: "=" or "!=" or "<" or "<=" or ">" or ">=" } b => Comparison.Sql(this, b, strict),
            Unary { Operator: "NOT" } u => $"(NOT {Condition(u.Operand, strict: true)})",
            In i => Comparison.In(this, i, strict),
            _ => Value(expression).As(ValueType.Boolean),
        };

    public Term Value(Expression expression) =>
        expression switch
        {
            Literal l => Constant(l.Value),
            Parameter p => Constant(p),
            Undefined => Term.Of(ValueType.Undefined, "NULL"),
            Alias a => _aliases.TryGetValue(a.Name, out var term)
                ? term
                : throw CosmosFailureException.BadRequest($"Identifier '{a.Name}' could not be resolved (SC2001)."),
            Member m => Member(m),
            Binary { Operator: "+" or "-" or "*" or "/" or "%" } b => Arithmetic(b),
            Binary { Operator: "??" } b => Coalesce(Value(b.Left), Value(b.Right)),
            Unary { Operator: "-" } u => Term.Of(ValueType.Number, $"(-{Value(u.Operand).As(ValueType.Number)})"),
            Binary or Unary or In => Term.Of(ValueType.Boolean, Condition(expression, strict: true)),
            Conditional c => Choose($"{Condition(c.Condition)} IS 1", Value(c.Then), Value(c.Otherwise)),
            Exists e => Term.Of(ValueType.Boolean, ExistsSql(e.Query)),
            Call c => Functions.Translate(this, c),
            _ => throw CosmosFailureException.NotSupported("an object or array literal other than in the selected value"),
        };

    /// <summary>A condition on the partition key's column, or null where the member is another.</summary>
    public string? PartitionKeyIs(Expression left, Term right) =>
        left is Member { Of: Alias alias, Name: { } name }
        && name == container.PartitionKeyName
        && right.Constant is string key
        && IsItem(alias)
            ? $"i.partition_key = {Argument(PartitionKeyText.From(key))}"
            : null;

    public bool IsItem(Alias alias) => _aliases.TryGetValue(alias.Name, out var term) && term.Type == ValueType.Object;

    private Term Member(Member member) =>
        member is { Of: Alias alias, Name: { } name } && IsItem(alias) && Term.SystemColumn(name, "i.") is { } column
            ? column
            : Value(member.Of).Member(member.Name, member.Index);

    private Term Constant(Parameter parameter)
    {
        if (!parameters.TryGetValue(parameter.Name, out var value))
        {
            throw CosmosFailureException.BadRequest($"Parameter '{parameter.Name}' is not given.");
        }

        return value.ValueKind switch
        {
            JsonValueKind.Array => Json(ValueType.Array, value),
            JsonValueKind.Object => Json(ValueType.Object, value),
            JsonValueKind.String => Constant(value.GetString()),
            JsonValueKind.Number => Constant(value.TryGetInt64(out var whole) ? (object)whole : value.GetDouble()),
            JsonValueKind.True or JsonValueKind.False => Constant(value.GetBoolean()),
            _ => Constant(null as object),
        };
    }

    private Term Json(ValueType type, JsonElement value)
    {
        var argument = Argument(value.GetRawText());
        return Term.Of(type, $"json({argument})") with { IsConstant = true, Place = (argument, "'$'") };
    }

    private Term Constant(object? value) =>
        value switch
        {
            null => new Term("NULL", "'null'", ValueType.Null),
            bool b => Term.Of(ValueType.Boolean, b ? "1" : "0"),
            string s => Term.Of(ValueType.String, Argument(s)),
            _ => Term.Of(ValueType.Number, Argument(value)),
        } with
        {
            Constant = value,
            IsConstant = true,
        };

    private Term Arithmetic(Binary binary)
    {
        var (left, right) = (Value(binary.Left).As(ValueType.Number), Value(binary.Right).As(ValueType.Number));
        return Term.Of(
            ValueType.Number,
            binary.Operator switch
            {
                "/" => $"(CAST({left} AS REAL) / {right})",
                "%" => $"mod({left}, {right})",
                _ => $"({left} {binary.Operator} {right})",
            }
        );
    }

    private static Term Coalesce(Term left, Term right) => Choose(left.IsDefined, left, right);

    private static Term Choose(string condition, Term then, Term otherwise)
    {
        string Either(string a, string b) => $"(CASE WHEN {condition} THEN {a} ELSE {b} END)";
        return new(Either(then.Value, otherwise.Value), Either(then.Json, otherwise.Json), null)
        {
            Rank = Either(then.Rank, otherwise.Rank),
        };
    }

    private string ExistsSql(Select query)
    {
        var arrays = query.Arrays.Select(a => AddArray(a.Alias, a.Array)).ToList();
        var conditions = arrays.Select(a => a.Condition).Concat(query.Where is null ? [] : [Condition(query.Where)]);
        return $"EXISTS (SELECT 1 FROM {string.Join(", ", arrays.Select(a => a.Source))} WHERE {string.Join(" AND ", conditions)})";
    }

    // Text in quotes may hold question marks that are none.
    [GeneratedRegex(@"'[^']*'|\?[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder { get; }
}
