using System.Globalization;

namespace RiskRegister.Local.Cosmos.Query;

/// <summary>Parses query text by recursive descent; operators by precedence.</summary>
internal sealed class Parser(List<Token> tokens)
{
    private const int ComparisonPrecedence = 4;

    private static readonly Dictionary<string, int> Precedences = new(StringComparer.OrdinalIgnoreCase)
    {
        ["??"] = 1,
        ["OR"] = 2,
        ["AND"] = 3,
        ["="] = ComparisonPrecedence,
        ["!="] = ComparisonPrecedence,
        ["<>"] = ComparisonPrecedence,
        ["<"] = ComparisonPrecedence,
        ["<="] = ComparisonPrecedence,
        [">"] = ComparisonPrecedence,
        [">="] = ComparisonPrecedence,
        ["IN"] = ComparisonPrecedence,
        ["BETWEEN"] = ComparisonPrecedence,
        ["LIKE"] = ComparisonPrecedence,
        ["NOT"] = ComparisonPrecedence,
        ["||"] = 5,
        ["+"] = 6,
        ["-"] = 6,
        ["*"] = 7,
        ["/"] = 7,
        ["%"] = 7,
    };

    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "AND",
        "AS",
        "ASC",
        "BETWEEN",
        "BY",
        "DESC",
        "DISTINCT",
        "FROM",
        "GROUP",
        "IN",
        "JOIN",
        "LIKE",
        "LIMIT",
        "NOT",
        "OFFSET",
        "OR",
        "ORDER",
        "SELECT",
        "TOP",
        "VALUE",
        "WHERE",
        "ESCAPE",
    };

    private int _at;

    /// <exception cref="CosmosFailureException">400: the text is not a query, or one that is not supported.</exception>
    public static Select Parse(string text)
    {
        var parser = new Parser(Tokenizer.Read(text));
        var select = parser.ParseSelect(isSubquery: false);
        return parser.Next.Kind == TokenKind.End ? select : throw parser.Unexpected();
    }

    private Token Next => tokens[_at];

    private Select ParseSelect(bool isSubquery)
    {
        Expect("SELECT");
        var distinct = Take("DISTINCT");
        var top = Take("TOP") ? ParsePrimary() : null;
        var value =
            Take("*") ? null
            : Take("VALUE") ? ParseExpression()
            : ParseColumns();
        var (item, arrays) = ParseFrom(isSubquery);
        return new()
        {
            Distinct = distinct,
            Top = top,
            Value = value,
            Item = item,
            Arrays = arrays,
            Where = Take("WHERE") ? ParseExpression() : null,
            GroupBy = TakeBoth("GROUP", "BY") ? ParseList(() => ParseExpression()) : [],
            OrderBy = TakeBoth("ORDER", "BY") ? ParseList(ParseOrderBy) : [],
            Offset = Take("OFFSET") ? ParsePrimary() : null,
            Limit = Take("LIMIT") ? ParsePrimary() : null,
        };
    }

    private ObjectLiteral ParseColumns()
    {
        var unnamed = 0;
        return new(
            ParseList(() =>
            {
                var value = ParseExpression();
                var named = Take("AS") || (Next.Kind == TokenKind.Word && !Reserved.Contains(Next.Text));
                return (
                    named ? Name()
                    : value is Member { Name: { } member } ? member
                    : value is Alias alias ? alias.Name
                    : $"${++unnamed}",
                    value
                );
            })
        );
    }

    private (string? Item, List<ArraySource> Arrays) ParseFrom(bool isSubquery)
    {
        if (!Take("FROM"))
        {
            throw CosmosFailureException.NotSupported("a query without FROM");
        }

        var (item, arrays) = ((string?)Name(), new List<ArraySource>());
        if (Take("IN"))
        {
            var array = ParsePrimary();
            arrays.Add(new(item!, array));
            item = isSubquery ? null : Root(array);
        }
        else if (isSubquery)
        {
            throw CosmosFailureException.NotSupported("a subquery over anything but an array of the item");
        }
        else if (Take("AS") || (Next.Kind == TokenKind.Word && !Reserved.Contains(Next.Text)))
        {
            item = Name();
        }

        while (Take("JOIN"))
        {
            var alias = Name();
            Expect("IN");
            arrays.Add(new(alias, ParsePrimary()));
        }

        return (item, arrays);
    }

    private static string? Root(Expression path) =>
        path switch
        {
            Member member => Root(member.Of),
            Alias alias => alias.Name,
            _ => null,
        };

    private OrderBy ParseOrderBy()
    {
        var by = ParseExpression();
        var descending = Take("DESC");
        return new(by, descending || (Take("ASC") && descending));
    }

    private Expression ParseExpression(int precedence = 0)
    {
        var left = ParseUnary();
        while (
            Next.Kind is TokenKind.Word or TokenKind.Symbol
            && Precedences.TryGetValue(Next.Text, out var next)
            && next > precedence
        )
        {
            left = ParseOperator(left, next);
        }

        if (precedence > 0 || !Take("?"))
        {
            return left;
        }

        var then = ParseExpression();
        Expect(":");
        return new Conditional(left, then, ParseExpression());
    }

    private Expression ParseOperator(Expression left, int precedence)
    {
        if (Take("NOT"))
        {
            return new Unary("NOT", ParseOperator(left, precedence));
        }

        var symbol = Next.Text.ToUpperInvariant();
        _at++;
        switch (symbol)
        {
            case "IN":
                Expect("(");
                return new In(left, ParseList(() => ParseExpression(), ")"));
            case "BETWEEN":
                var from = ParseExpression(precedence);
                Expect("AND");
                return new Binary("AND", new Binary(">=", left, from), new Binary("<=", left, ParseExpression(precedence)));
            case "LIKE":
                var pattern = ParseExpression(precedence);
                return new Call("LIKE", Take("ESCAPE") ? [left, pattern, ParsePrimary()] : [left, pattern]);
            case "||":
                return new Call("CONCAT", [left, ParseExpression(precedence)]);
            default:
                return new Binary(symbol == "<>" ? "!=" : symbol, left, ParseExpression(precedence));
        }
    }

    private Expression ParseUnary() =>
        Take("NOT") ? new Unary("NOT", ParseExpression(ComparisonPrecedence - 1))
        : Take("-") ? new Unary("-", ParseUnary())
        : Take("+") ? ParseUnary()
        : ParsePrimary();

    private Expression ParsePrimary()
    {
        var expression = ParseAtom();
        while (true)
        {
            if (Take("."))
            {
                expression = new Member(expression, Name());
            }
            else if (Take("["))
            {
                expression =
                    Next.Kind == TokenKind.Text ? new Member(expression, Advance().Text)
                    : Next.Kind == TokenKind.Number
                        ? new Member(expression, null, int.Parse(Advance().Text, CultureInfo.InvariantCulture))
                    : throw Unexpected();
                Expect("]");
            }
            else
            {
                return expression;
            }
        }
    }

    private Expression ParseAtom()
    {
        var token = Advance();
        return token switch
        {
            { Kind: TokenKind.Text } => new Literal(token.Text),
            { Kind: TokenKind.Number } => new Literal(Number(token.Text)),
            { Kind: TokenKind.Parameter } => new Parameter(token.Text),
            { Text: "(" } => Parenthesised(),
            { Text: "{" } => new ObjectLiteral(ParseList(ParseMember, "}")),
            { Text: "[" } => new ArrayLiteral(ParseList(() => ParseExpression(), "]")),
            { Kind: TokenKind.Word } => ParseWord(token),
            _ => throw Unexpected(back: 1),
        };
    }

    private Expression ParseWord(Token word)
    {
        if (word.Is("EXISTS") && Take("("))
        {
            var query = ParseSelect(isSubquery: true);
            Expect(")");
            return new Exists(query);
        }

        return word.Is("true") ? new Literal(true)
            : word.Is("false") ? new Literal(false)
            : word.Is("null") ? new Literal(null)
            : word.Is("undefined") ? new Undefined()
            : Reserved.Contains(word.Text) ? throw Unexpected(back: 1)
            : Take("(") ? new Call(word.Text.ToUpperInvariant(), ParseList(() => ParseExpression(), ")"))
            : new Alias(word.Text);
    }

    private Expression Parenthesised()
    {
        if (Next.Is("SELECT"))
        {
            throw CosmosFailureException.NotSupported("a subquery other than in EXISTS");
        }

        var expression = ParseExpression();
        Expect(")");
        return expression;
    }

    private (string Name, Expression Value) ParseMember()
    {
        var name = Next.Kind == TokenKind.Text ? Advance().Text : Name();
        Expect(":");
        return (name, ParseExpression());
    }

    private List<T> ParseList<T>(Func<T> element, string? end = null)
    {
        var list = new List<T>();
        if (end is not null && Take(end))
        {
            return list;
        }

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

    private static object Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            ? (object)whole
            : double.Parse(text, CultureInfo.InvariantCulture);

    private string Name() => Next.Kind == TokenKind.Word ? Advance().Text : throw Unexpected();

    private Token Advance() => Next.Kind == TokenKind.End ? throw Unexpected() : tokens[_at++];

    private bool Take(string wordOrSymbol)
    {
        var taken = Next.Is(wordOrSymbol);
        _at += taken ? 1 : 0;
        return taken;
    }

    private bool TakeBoth(string first, string second)
    {
        var taken = Take(first);
        if (taken)
        {
            Expect(second);
        }

        return taken;
    }

    private void Expect(string wordOrSymbol)
    {
        if (!Take(wordOrSymbol))
        {
            throw Unexpected();
        }
    }

    private CosmosFailureException Unexpected(int back = 0) =>
        CosmosFailureException.BadRequest($"Syntax error, incorrect syntax near '{tokens[_at - back].Text}' (SC1001).");
}
