namespace RiskRegister.Api;

/// <summary>
/// What a function of the API takes and gives, for its description (OpenAPI). What it does, and what fields mean, is said by the XML
/// documentation of the function and of the types.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OperationAttribute : Attribute
{
    /// <summary>Type of the JSON body; null when it takes none. A type that has a file (IFormFile) is a multipart form.</summary>
    public Type? Takes { get; init; }

    /// <summary>Media types of a body that is the file itself, beside the form of <see cref="Takes"/>.</summary>
    public string[] TakesFiles { get; init; } = [];

    /// <summary>Types whose properties are the parameters behind the question mark, see <see cref="QueryParameters"/>.</summary>
    public Type[] Query { get; init; } = [];

    /// <summary>Whether it is refused without If-Match (428).</summary>
    public bool NeedsIfMatch { get; init; }

    /// <summary>Type of the JSON that it answers with when all is well; <see cref="Stream"/> for the bytes of a file.</summary>
    public Type? Gives { get; init; }

    /// <summary>Whether the answer has an ETag although its type has no version of its own.</summary>
    public bool HasETag { get; init; }

    /// <summary>Its status when all is well.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Statuses of errors that only calls of its kind have, see <see cref="OpenApi.OperationAnswers.Errors"/>.</summary>
    public int[] Fails { get; init; } = [];

    /// <summary>Another status with which it gives the same; 0 for none.</summary>
    public int OrStatus { get; init; }
}
