namespace RiskRegister.Local.Cosmos.Query;

/// <summary>An expression as written.</summary>
internal abstract record Expression;

/// <summary>A string, double, long, bool, or null (JSON null).</summary>
internal sealed record Literal(object? Value) : Expression;

internal sealed record Undefined : Expression;

internal sealed record Parameter(string Name) : Expression;

/// <summary>The alias of an item or of an array's elements.</summary>
internal sealed record Alias(string Name) : Expression;

/// <summary>A member, by name, or an element of an array, by index.</summary>
internal sealed record Member(Expression Of, string? Name, int Index = 0) : Expression;

internal sealed record Unary(string Operator, Expression Operand) : Expression;

internal sealed record Binary(string Operator, Expression Left, Expression Right) : Expression;

internal sealed record In(Expression Needle, IReadOnlyList<Expression> List) : Expression;

internal sealed record Conditional(Expression Condition, Expression Then, Expression Otherwise) : Expression;

internal sealed record Call(string Function, IReadOnlyList<Expression> Arguments) : Expression;

internal sealed record ObjectLiteral(IReadOnlyList<(string Name, Expression Value)> Members) : Expression;

internal sealed record ArrayLiteral(IReadOnlyList<Expression> Elements) : Expression;

internal sealed record Exists(Select Query) : Expression;

/// <summary>A source of rows from an array: <c>alias IN path</c>.</summary>
internal sealed record ArraySource(string Alias, Expression Array);

internal sealed record OrderBy(Expression By, bool Descending);

/// <summary>A query as written.</summary>
internal sealed record Select
{
    public bool Distinct { get; init; }
    public Expression? Top { get; init; }

    /// <summary>The selected value, or null for <c>*</c>; a list of columns is an object.</summary>
    public Expression? Value { get; init; }

    /// <summary>The alias of the item; null in a subquery over an array.</summary>
    public string? Item { get; init; }
    public IReadOnlyList<ArraySource> Arrays { get; init; } = [];
    public Expression? Where { get; init; }
    public IReadOnlyList<Expression> GroupBy { get; init; } = [];
    public IReadOnlyList<OrderBy> OrderBy { get; init; } = [];
    public Expression? Offset { get; init; }
    public Expression? Limit { get; init; }
}
