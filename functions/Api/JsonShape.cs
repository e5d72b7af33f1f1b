using System.Text.Json;
using RiskRegister.Register;

namespace RiskRegister.Api;

/// <summary>Tells in words what a field of a command takes.</summary>
public static class JsonShape
{
    /// <summary>What to send in <paramref name="field"/> of a body of the type <paramref name="shape"/>, such as "Send a whole number."</summary>
    public static string Ask(Type shape, string field)
    {
        var name = field.Split('[')[0];
        var property = RegisterJson.Strict.GetTypeInfo(shape).Properties.FirstOrDefault(p => p.Name == name);
        return property is null ? "Send a JSON object." : $"Send {NameOf(property.PropertyType)}.";
    }

    private static string NameOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) ? "a text"
            : type == typeof(int) ? "a whole number"
            : type == typeof(decimal) ? "a number"
            : type == typeof(bool) ? "true or false"
            : type == typeof(DateOnly) ? "a day, such as \"2031-06-18\""
            : type.IsEnum ? $"one of the words {Choices(type)}"
            : type.IsAssignableTo(typeof(IEnumerable<string>)) ? "a list of texts"
            : ListOf(type) is { IsEnum: true } item ? $"a list of the words {Choices(item)}"
            : "a JSON object";
    }

    private static Type? ListOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    private static string Choices(Type type) => string.Join(", ", Enum.GetNames(type).Select(Word));

    private static string Word(string name) => $"\"{JsonNamingPolicy.KebabCaseLower.ConvertName(name)}\"";
}
