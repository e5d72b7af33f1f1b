using System.Globalization;
using System.Text.Json;

namespace RiskRegister.Local.Cosmos.Query;

/// <summary>Parses query text by recursive descent.</summary>
internal sealed class Parser(List<string> tokens, IReadOnlyDictionary<string, JsonElement> parameters)
{
    private const int MostDepth = 100;

    private static readonly HashSet<string> Comparisons = ["=", "!=", "<>", "<", "<=", ">", ">="];

    private static readonly HashSet<string> Keywords = Words("AND AS ASC BY DESC FROM IN NOT OR ORDER SELECT TOP VALUE WHERE");

    /// <summary>What the service knows beyond this grammar.</summary>
    private static readonly HashSet<string> NotSupported = Words(
        "ALL ARRAY BETWEEN DISTINCT ESCAPE EXISTS GROUP JOIN LIKE LIMIT OFFSET UDF UNDEFINED + - * / % || ?? ? { ["
    );

    private readonly HashSet<string> _roots = new(StringComparer.Ordinal);
    private int _at;
    private int _depth;

    /// <exception cref="CosmosFailureException">400: the text is not a query, or one that is not supported.</exception>
    public static Select Parse(string text, IReadOnlyDictionary<string, JsonElement> parameters)
    {
        var parser = new Parser(Tokenizer.Read(text), parameters);
        var select = parser.ParseSelect();
        return parser.Next == Tokenizer.End ? select : throw parser.Unexpected();
    }

    private string Next => tokens[_at];

    private Select ParseSelect()
    {
        Expect("SELECT");
        var top = Take("TOP") ? ParseTop() : null;
        IReadOnlyList<Column> columns =
            Take("*") ? [new(null, new Place([]))]
            : Take("VALUE") ? [new(null, ParseExpression())]
            : ParseList(ParseColumn);
        var alias = ParseFrom();
        var where = Take("WHERE") ? ParseExpression() : null;
        var order = Take("ORDER") ? ParseOrder() : [];
        return _roots.FirstOrDefault(root => root != alias) is { } stranger
            ? throw CosmosFailureException.BadRequest($"Identifier '{stranger}' could not be resolved (SC2001).")
            : new(top, columns, where, order);
    }

    private long? ParseTop() =>
        ParseOperand() is Literal { Value: long count and >= 0 }
            ? count
            : throw CosmosFailureException.BadRequest("TOP takes a whole number that is not negative (SC2062).");

    private Column ParseColumn()
    {
        var value = ParseExpression();
        return Take("AS") || IsName ? new(Name(), value)
            : value is Place { Steps: [.., string member] } ? new(member, value)
            : throw CosmosFailureException.NotSupported("a selected value without a name");
    }

    private string ParseFrom()
    {
        Expect("FROM");
        var name = Name();
        return Take("AS") || IsName ? Name() : name;
    }

    private List<OrderBy> ParseOrder()
    {
        Expect("BY");
        return ParseList(() =>
        {
            var by = ParseOperand() is Place { IsItem: false } place
                ? place
                : throw CosmosFailureException.BadRequest(
                    "Unsupported ORDER BY clause. ORDER BY item expression could not be mapped to a document path."
                );
            var descending = Take("DESC");
            return new OrderBy(by, descending || (Take("ASC") && descending));
        });
    }

    private Expression ParseExpression() => ParseChain("OR", () => ParseChain("AND", ParseComparison));

    private Expression ParseChain(string @operator, Func<Expression> part)
    {
        var left = part();
        while (Take(@operator))
        {
            left = new Binary(@operator, left, part());
        }

        return left;
    }

    private Expression ParseComparison()
    {
        var left = ParseOperand();
        if (Comparisons.Contains(Next))
        {
            var symbol = Advance();
            return new Binary(symbol == "<>" ? "!=" : symbol, left, ParseOperand());
        }

        return Take("NOT") ? new Not(ParseIn(left))
            : Is(Next, "IN") ? ParseIn(left)
            : left;
    }

    private In ParseIn(Expression needle)
    {
        Expect("IN");
        Expect("(");
        return new(needle, ParseList(ParseOperand, ")"));
    }

    private Expression ParseOperand()
    {
        if (++_depth > MostDepth)
        {
            throw CosmosFailureException.BadRequest($"A query nests expressions at most {MostDepth} deep.");
        }

        var token = Advance();
        Expression operand = token[0] switch
        {
            '\'' or '"' => new Literal(Tokenizer.Unquote(token)),
            '@' => Parameter(token),
            '(' => Parenthesised(),
            '-' when IsNumber(Next) => new Literal(Number(token + Advance())),
            _ when IsNumber(token) => new Literal(Number(token)),
            _ when IsWord(token) => ParseWord(token),
            _ => throw Unexpected(back: 1),
        };
        _depth--;
        return operand;
    }

    private Expression ParseWord(string word) =>
        word switch
        {
            "true" => new Literal(true),
            "false" => new Literal(false),
            "null" => new Literal(null),
            _ when Is(word, "NOT") => new Not(ParseOperand()),
            _ when IsReserved(word) => throw Unexpected(back: 1),
            _ when Take("(") => new Call(word.ToUpperInvariant(), ParseList(ParseExpression, ")")),
            _ => ParsePlace(word),
        };

    private Place ParsePlace(string root)
    {
        _roots.Add(root);
        var steps = new List<object>();
        while (true)
        {
            if (Take("."))
            {
                steps.Add(Name());
            }
            else if (Take("["))
            {
                var step = Advance();
                steps.Add(
                    step[0] is '\'' or '"' ? Tokenizer.Unquote(step)
                    : int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index
                    : throw CosmosFailureException.NotSupported($"an index that is neither a name nor a number: {step}")
                );
                Expect("]");
            }
            else
            {
                return new(steps);
            }
        }
    }

    private Expression Parenthesised()
    {
        if (Is(Next, "SELECT"))
        {
            throw CosmosFailureException.NotSupported("a subquery");
        }

        var expression = ParseExpression();
        Expect(")");
        return expression;
    }

    private Literal Parameter(string name) =>
        parameters.TryGetValue(name, out var value)
            ? new(
                value.ValueKind switch
                {
                    JsonValueKind.Null => null,
                    JsonValueKind.String => value.GetString(),
                    JsonValueKind.Number => Number(value.GetRawText()),
                    JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
                    _ => value,
                }
            )
            : throw CosmosFailureException.BadRequest($"Parameter '{name}' is not given.");

    private static object Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? (object)whole
            : double.Parse(text, CultureInfo.InvariantCulture);

    private List<T> ParseList<T>(Func<T> element, string? end = null)
    {
        var list = new List<T>();
        do
        {
            list.Add(element());
        } while (Take(","));
        if (end is not null)
        {
            Expect(end);
        }

        return list;
    }

    private static HashSet<string> Words(string words) => new(words.Split(' '), StringComparer.OrdinalIgnoreCase);

    private bool IsName => Next != Tokenizer.End && IsWord(Next) && !IsReserved(Next);

    private static bool IsWord(string token) => char.IsLetter(token[0]) || token[0] == '_';

    private static bool IsNumber(string token) => char.IsAsciiDigit(token[0]) || token is ['.', _, ..];

    private static bool IsReserved(string word) => Keywords.Contains(word) || NotSupported.Contains(word);

    private static bool Is(string token, string wordOrSymbol) => token.Equals(wordOrSymbol, StringComparison.OrdinalIgnoreCase);

    private string Name() => IsName ? Advance() : throw Unexpected();

    private string Advance() => Next == Tokenizer.End ? throw Unexpected() : tokens[_at++];

    private bool Take(string wordOrSymbol)
    {
        var taken = Is(Next, wordOrSymbol);
        _at += taken ? 1 : 0;
        return taken;
    }

    private void Expect(string wordOrSymbol)
    {
        if (!Take(wordOrSymbol))
        {
            throw Unexpected();
        }
    }

    private CosmosFailureException Unexpected(int back = 0)
    {
        var text = tokens[_at - back];
        return NotSupported.Contains(text)
            ? CosmosFailureException.NotSupported($"{text} in a query")
            : CosmosFailureException.BadRequest($"Syntax error, incorrect syntax near '{text}' (SC1001).");
    }
}
