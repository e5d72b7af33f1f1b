using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RiskRegister.Tests.Local.Cosmos;

/// <summary>A JSON value of the model; undefined is null, JSON null is a node of its own.</summary>
public enum Shape
{
    Missing,
    Null,
    False,
    True,
    Zero,
    Half,
    Seven,
    Empty,
    Word,
    Umlaut,
    Words,
    Nested,
}

/// <summary>Values of all types, as documents and queries have them.</summary>
public static class Shapes
{
    private static readonly string[] Texts =
    [
        "",
        "null",
        "false",
        "true",
        "0",
        "0.5",
        "7",
        "\"\"",
        "\"ab\"",
        "\"\u00c4b\"",
        "[\"ab\",7,null]",
        "{\"deep\":\"ab\"}",
    ];

    public static bool IsPrimitive(Shape shape) => shape is not (Shape.Words or Shape.Nested);

    public static JsonElement? Of(Shape shape) => shape == Shape.Missing ? null : JsonElement.Parse(Texts[(int)shape]);
}

/// <summary>A document of three properties that may have any type or be missing.</summary>
public sealed record Paper(Shape A, Shape B, Shape C)
{
    public JsonObject ToJson(string id, string agency)
    {
        var json = new JsonObject { ["id"] = id, ["agency"] = agency };
        foreach (var (name, shape) in ((string, Shape)[])[("a", A), ("b", B), ("c", C)])
        {
            if (Shapes.Of(shape) is { } value)
            {
                json[name] = JsonNode.Parse(value.GetRawText());
            }
        }

        return json;
    }

    public JsonElement? this[Field field] =>
        Shapes.Of(
            field switch
            {
                Field.A => A,
                Field.B => B,
                _ => C,
            }
        );
}

public enum Field
{
    A,
    B,
    C,
}

/// <summary>What a condition says: the text, and what it gives for a paper; null is undefined.</summary>
public sealed record Said(string Text, Func<Paper, bool?> Holds);

/// <summary>The semantics of the documentation, as directly as they can be written.</summary>
public static class Meaning
{
    public static readonly string[] Operators = ["=", "!=", "<", "<=", ">", ">="];

    /// <summary>The types in the order in which they are sorted; 0 is undefined.</summary>
    public static int Rank(JsonElement? value) =>
        value?.ValueKind switch
        {
            null => 0,
            JsonValueKind.Null => 1,
            JsonValueKind.False or JsonValueKind.True => 2,
            JsonValueKind.Number => 3,
            JsonValueKind.String => 4,
            JsonValueKind.Array => 5,
            _ => 6,
        };

    public static int Order(JsonElement? left, JsonElement? right) =>
        Rank(left) != Rank(right)
            ? Rank(left).CompareTo(Rank(right))
            : left?.ValueKind switch
            {
                JsonValueKind.Number => left.Value.GetDouble().CompareTo(right!.Value.GetDouble()),
                JsonValueKind.String => string.CompareOrdinal(left.Value.GetString(), right!.Value.GetString()),
                JsonValueKind.False or JsonValueKind.True => left.Value.GetBoolean().CompareTo(right!.Value.GetBoolean()),
                _ => 0,
            };

    public static bool? Compare(string @operator, JsonElement? left, JsonElement? right)
    {
        if (left is null || right is null)
        {
            return null;
        }

        var (same, comparable) = (Equal(left.Value, right.Value), Rank(left) == Rank(right) && Rank(left) <= 4);
        return @operator switch
        {
            "=" => same,
            "!=" => !same,
            _ when !comparable => null,
            "<" => Order(left, right) < 0,
            "<=" => Order(left, right) <= 0,
            ">" => Order(left, right) > 0,
            _ => Order(left, right) >= 0,
        };
    }

    public static bool? Contains(JsonElement? array, JsonElement? sought) =>
        array is not { ValueKind: JsonValueKind.Array } || sought is null
            ? null
            : array.Value.EnumerateArray().Any(element => Equal(element, sought.Value));

    /// <summary>A function of two texts, undefined for anything else.</summary>
    public static bool? Match(JsonElement? text, string part, bool ignoreCase, Func<string, string, bool> match) =>
        text is not { ValueKind: JsonValueKind.String } ? null
        : ignoreCase
            ? match(text.Value.GetString()!.ToLower(CultureInfo.InvariantCulture), part.ToLower(CultureInfo.InvariantCulture))
        : match(text.Value.GetString()!, part);

    public static bool? And(bool? left, bool? right) =>
        left == false || right == false ? false
        : left is null || right is null ? null
        : true;

    private static bool Equal(JsonElement left, JsonElement right) => JsonElement.DeepEquals(left, right);
}
