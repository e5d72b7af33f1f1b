using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RiskRegister.Register;

/// <summary>How documents and API bodies are written as JSON: camelCase, enums as kebab-case words, no nulls.</summary>
public static class RegisterJson
{
    /// <summary>For documents and answers.</summary>
    public static readonly JsonSerializerOptions Options = Make(
        new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    );

    /// <summary>
    /// For what clients send: unknown fields and trailing text are refused, depth is limited, numbers must be numbers, and words are taken
    /// as they are written.
    /// </summary>
    public static readonly JsonSerializerOptions Strict = new(Make(new ExactWords()))
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        MaxDepth = 16,
        NumberHandling = JsonNumberHandling.Strict,
        AllowDuplicateProperties = false,
    };

    private static JsonSerializerOptions Make(JsonConverter words) =>
        new(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            // Documents are JSON only, never embedded in HTML, so letters of all languages stay readable.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            PropertyNameCaseInsensitive = false,
            AllowOutOfOrderMetadataProperties = true,
            // Set here, so that types can be asked for their properties before anything was read or written.
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            Converters = { words },
        };
}
