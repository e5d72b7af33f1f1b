namespace RiskRegister.Register;

/// <summary>Which page of a list.</summary>
/// <param name="Limit">Most items of the page.</param>
/// <param name="Continuation">What the page before gave out; null for the first page.</param>
public sealed record Paging(int Limit, string? Continuation = null);
