using System.Text.Json.Serialization;

namespace RiskRegister.Api;

/// <summary>One page of a list as the API answers it; the continuation is there even when it is null.</summary>
public sealed record ListAnswer<T>(
    IReadOnlyList<T> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Continuation
);
