using System.Text.RegularExpressions;

namespace RiskRegister.Local.Cosmos.Query;

/// <summary>Translates expressions into SQL over <c>cosmos_items AS i</c>. Values become positional arguments, never text.</summary>
internal sealed partial class Translator(StoredContainer container)
{
    private readonly List<object?> _arguments = [];

    /// <summary>A placeholder for a value; it need not be used in the end.</summary>
    public string Argument(object? value)
    {
        _arguments.Add(value);
        return $"?{_arguments.Count}";
    }

    /// <summary>The statement with the placeholders that it uses numbered without gaps, and their values.</summary>
    public (string Sql, object?[] Arguments) Bind(string sql)
    {
        var used = new Dictionary<int, int>();
        var text = Placeholder.Replace(
            sql,
            match =>
            {
                if (match.Value[0] != '?')
                {
                    return match.Value;
                }

                var number = int.Parse(match.ValueSpan[1..], System.Globalization.CultureInfo.InvariantCulture);
                used.TryAdd(number, used.Count + 1);
                return $"?{used[number]}";
            }
        );
        return (text, [.. used.Keys.Select(number => _arguments[number - 1])]);
    }

    /// <summary>
    /// SQL that is true where the condition is; where it is not, false and undefined are the same. Therefore a negation is moved down
    /// to what it negates: there the two differ.
    /// </summary>
    public string Condition(Expression expression, bool negated = false) =>
        expression switch
        {
            Not not => Condition(not.Operand, !negated),
            Binary { Operator: "AND" or "OR" } b =>
                $"({Condition(b.Left, negated)} {(b.Operator == "AND" ^ negated ? "AND" : "OR")} {Condition(b.Right, negated)})",
            Binary b => (negated ? null : PartitionKeyIs(b))
                ?? Comparison.Sql(negated ? Comparison.Opposite(b.Operator) : b.Operator, Value(b.Left), Value(b.Right)),
            In i => Comparison.In(Value(i.Needle), [.. i.List.Select(Value)], negated),
            _ => $"{(negated ? "NOT " : "")}{Value(expression).As(ValueType.Boolean)}",
        };

    public Term Value(Expression expression) =>
        expression switch
        {
            Literal literal => Term.Constant(literal.Value, Argument),
            Place { IsItem: true } => throw CosmosFailureException.NotSupported("the whole item as a part of an expression"),
            Place place => Term.At(place.Steps),
            Call call => Functions.Translate(call.Function, [.. call.Arguments.Select(Value)]),
            _ => throw CosmosFailureException.NotSupported("a condition as a value"),
        };

    // The column's index narrows down what the body's property could not.
    private string? PartitionKeyIs(Binary binary) =>
        binary is { Operator: "=", Left: Place { Steps: [string name] }, Right: Literal { Value: string key } }
        && name == container.PartitionKeyName
            ? $"i.partition_key = {Argument(PartitionKeyText.From(key))}"
            : null;

    // Text in quotes may hold question marks that are none.
    [GeneratedRegex(@"'[^']*'|\?[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder { get; }
}
