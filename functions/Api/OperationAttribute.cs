namespace RiskRegister.Api;

/// <summary>
/// What a function of the API takes and gives, for its description (OpenAPI). What it does, and what fields mean, is said by the XML
/// documentation of the function and of the types.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OperationAttribute : Attribute
{
    /// <summary>Type of the JSON body; null when it takes none.</summary>
    public Type? Takes { get; init; }

    /// <summary>Type of the JSON that it answers with when all is well.</summary>
    public Type? Gives { get; init; }

    /// <summary>Its status when all is well.</summary>
    public int Status { get; init; } = 200;
}
