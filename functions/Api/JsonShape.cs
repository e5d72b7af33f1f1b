using System.Text.Json;
using RiskRegister.Register;

namespace RiskRegister.Api;

/// <summary>Tells in words what a field of a command takes.</summary>
public static class JsonShape
{
    /// <summary>What to send in <paramref name="field"/> of a body of the type <paramref name="shape"/>, such as "Send a whole number."</summary>
    /// <param name="shape">The type of the body.</param>
    /// <param name="field">A name, or a path such as <c>criteria.levels[2].name</c>.</param>
    public static string Ask(Type shape, string field)
    {
        Type? type = shape;
        // What is wrong in an item is told of its list.
        var path = field.EndsWith(']') ? field[..field.LastIndexOf('[')] : field;
        foreach (var step in path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            type = type is null ? null : Inside(type, step);
        }

        return type is null ? "Send a JSON object." : $"Send {NameOf(type)}.";
    }

    private static Type? Inside(Type type, string step) =>
        step[0] == '[' || type.IsAssignableTo(typeof(System.Collections.IEnumerable))
            ? type.GenericTypeArguments.LastOrDefault()
            : RegisterJson.Strict.GetTypeInfo(type).Properties.FirstOrDefault(p => p.Name == step)?.PropertyType;

    private static string NameOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) ? "a text"
            : type == typeof(int) ? "a whole number"
            : type == typeof(decimal) || type == typeof(double) ? "a number"
            : type == typeof(bool) ? "true or false"
            : type == typeof(DateOnly) ? "a day, such as \"2031-06-18\""
            : type.IsEnum ? $"one of the words {Words(type)}"
            : type.IsAssignableTo(typeof(IEnumerable<string>)) ? "a list of texts"
            : type.IsGenericType && type.GenericTypeArguments is [{ IsEnum: true } word] ? $"a list of the words {Words(word)}"
            : type.IsGenericType && type.GenericTypeArguments.Length == 1 ? "a list"
            : "a JSON object";
    }

    private static string Words(Type type) => string.Join(", ", Enum.GetNames(type).Select(Word));

    private static string Word(string name) => $"\"{JsonNamingPolicy.KebabCaseLower.ConvertName(name)}\"";
}
