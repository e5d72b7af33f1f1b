namespace RiskRegister.Local.Cosmos.Query;

/// <summary>An expression as written, with the values of parameters in their places.</summary>
internal abstract record Expression;

/// <summary>A string, double, long, bool, null (JSON null), or a JsonElement that is an array or an object.</summary>
internal sealed record Literal(object? Value) : Expression;

/// <summary>What lies in the item: members by name, elements of arrays by index (an <see cref="int"/>); without steps the item itself.</summary>
internal sealed record Place(IReadOnlyList<object> Steps) : Expression
{
    public bool IsItem => Steps.Count == 0;

    /// <summary>The path as indexing policies write it.</summary>
    public string IndexPath => string.Concat(Steps.Select(step => $"/{step}"));
}

internal sealed record Not(Expression Operand) : Expression;

internal sealed record Binary(string Operator, Expression Left, Expression Right) : Expression;

internal sealed record In(Expression Needle, IReadOnlyList<Expression> List) : Expression;

internal sealed record Call(string Function, IReadOnlyList<Expression> Arguments) : Expression;

/// <summary>A selected value, with a name where it becomes a member of an object.</summary>
internal sealed record Column(string? Name, Expression Value);

internal sealed record OrderBy(Place By, bool Descending);

/// <summary>A query as written. <paramref name="Columns"/> is one without a name for <c>*</c> and <c>VALUE</c>.</summary>
internal sealed record Select(long? Top, IReadOnlyList<Column> Columns, Expression? Where, IReadOnlyList<OrderBy> OrderBy);
