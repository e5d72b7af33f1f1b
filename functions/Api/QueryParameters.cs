using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using RiskRegister.Entries;
using RiskRegister.Register;

namespace RiskRegister.Api;

/// <summary>The words that a parameter takes: a static property or field of a type, because the values of an attribute must be constants.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(Type type, string member) : Attribute
{
    /// <summary>The words.</summary>
    public IReadOnlyCollection<string> Words =>
        (IReadOnlyCollection<string>)(type.GetProperty(member)?.GetValue(null) ?? type.GetField(member)!.GetValue(null))!;
}

/// <summary>
/// Reads what stands behind the question mark of an address into a type whose properties are the parameters. The description of the API
/// (OpenAPI) is made of the same type, so that both are always the same.
/// </summary>
public static class QueryParameters
{
    /// <summary>The parameters; those that are not there, or empty, have their defaults.</summary>
    /// <exception cref="RefusedException">A value is none that the parameter takes.</exception>
    public static T Read<T>(IQueryCollection query)
        where T : class
    {
        var type = RegisterJson.Strict.GetTypeInfo(typeof(T));
        var read = (T)type.CreateObject!();
        foreach (var parameter in type.Properties)
        {
            if (((string?)query[parameter.Name]).OrNull() is { } text)
            {
                parameter.Set!(read, Parse(parameter, text));
            }
        }

        return read;
    }

    /// <summary>The words that a parameter takes; null when it takes others.</summary>
    public static IReadOnlyCollection<string>? WordsOf(JsonPropertyInfo parameter) =>
        parameter.AttributeProvider?.GetCustomAttributes(typeof(OneOfAttribute), false) is [OneOfAttribute words] ? words.Words
        : TypeOf(parameter) is { IsEnum: true } type
            ? [.. Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)]
        : TypeOf(parameter) == typeof(bool) ? ["true", "false"]
        : null;

    /// <summary>The limits of a whole number; null for others.</summary>
    public static RangeAttribute? RangeOf(JsonPropertyInfo parameter) =>
        parameter.AttributeProvider?.GetCustomAttributes(typeof(RangeAttribute), false) is [RangeAttribute range] ? range : null;

    private static object Parse(JsonPropertyInfo parameter, string text)
    {
        if (WordsOf(parameter) is { } words && !words.Contains(text))
        {
            throw RefusedException.Because(parameter.Name, "unknown-word", $"Use one of: {string.Join(", ", words)}.");
        }

        var type = TypeOf(parameter);
        return type == typeof(string) ? text
            : type == typeof(bool) ? text == "true"
            : type.IsEnum ? JsonSerializer.SerializeToElement(text).Deserialize(type, RegisterJson.Strict)!
            : type == typeof(int) ? Number(parameter, text)
            : type == typeof(DateOnly) ? Day(parameter, text)
            : throw new NotSupportedException($"A parameter of the type {type} can't be read.");
    }

    private static int Number(JsonPropertyInfo parameter, string text)
    {
        var range = RangeOf(parameter) ?? new RangeAttribute(0, int.MaxValue);
        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= (int)range.Minimum
            && number <= (int)range.Maximum
            ? number
            : throw RefusedException.Because(
                parameter.Name,
                "bad-number",
                range.Maximum is int.MaxValue
                    ? $"Send a whole number from {range.Minimum} on, such as 3."
                    : $"Send a whole number from {range.Minimum} to {range.Maximum}."
            );
    }

    private static DateOnly Day(JsonPropertyInfo parameter, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw RefusedException.Because(parameter.Name, "bad-day", "Send a day, such as 2031-06-18.");

    private static Type TypeOf(JsonPropertyInfo parameter) =>
        Nullable.GetUnderlyingType(parameter.PropertyType) ?? parameter.PropertyType;
}
