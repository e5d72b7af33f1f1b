using System.Text.Json;

namespace RiskRegister.Entries;

/// <summary>How values of the domain are written, and how texts are tidied.</summary>
public static class Words
{
    /// <summary>The word that stands for a value in JSON, in forms and in addresses, such as <c>remove-source</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>The text without blanks around it, or null when nothing is left.</summary>
    public static string? OrNull(this string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>The list, or null when it is empty or none.</summary>
    public static IReadOnlyList<string>? OrNull(this IReadOnlyList<string>? list) => list is { Count: > 0 } ? list : null;
}
