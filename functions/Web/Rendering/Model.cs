using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Scriban.Runtime;

namespace RiskRegister.Web.Rendering;

/// <summary>
/// What a template may see: a copy of a record or anonymous object as plain values under snake_case names, recursively.
/// Text, numbers, booleans, days, moments and <see cref="SafeHtml"/> stay values; enums become the words of the API ("outside-appetite");
/// dictionaries keep their keys. Objects with behaviour are refused, so that no template can call one.
/// </summary>
public sealed class Model : ScriptObject
{
    private static readonly ConcurrentDictionary<Type, Member[]> Members = new();

    private Model() { }

    /// <summary>How many values the model holds in all: what loops over it may take is sized by it.</summary>
    public int Size { get; private set; }

    /// <summary>Copies <paramref name="source"/>, a record, an anonymous object or a dictionary with text keys; a model stays what it is.</summary>
    /// <exception cref="NotSupportedException">A value in it is an object with behaviour.</exception>
    public static Model Of(object source)
    {
        if (source is Model copied)
            return copied;
        var model = new Model();
        model.Fill(model, source);
        return model;
    }

    /// <summary>Adds one more top-level value, copied like the others.</summary>
    public Model With(string name, object? value)
    {
        this[name] = Value(value);
        return this;
    }

    private void Fill(ScriptObject target, object source)
    {
        if (source is IDictionary dictionary)
        {
            foreach (DictionaryEntry pair in dictionary)
                target[(string)pair.Key] = Value(pair.Value);
            return;
        }
        foreach (var member in Members.GetOrAdd(source.GetType(), Describe))
            target[member.Name] = Value(member.Property.GetValue(source));
    }

    private object? Value(object? value)
    {
        Size++;
        return value switch
        {
            null or string or bool or int or long or decimal or double or DateOnly or DateTimeOffset or SafeHtml => value,
            ScriptObject or ScriptArray => value,
            Enum name => JsonNamingPolicy.KebabCaseLower.ConvertName(name.ToString()),
            byte or short or float => Convert.ToDouble(value, null),
            Guid or Uri or char => value.ToString(),
            not IDictionary and IEnumerable items => List(items),
            _ => Nested(value),
        };
    }

    private ScriptArray List(IEnumerable items)
    {
        var list = new ScriptArray();
        foreach (var item in items)
            list.Add(Value(item));
        return list;
    }

    private ScriptObject Nested(object value)
    {
        var nested = new ScriptObject();
        Fill(nested, value);
        return nested;
    }

    private static Member[] Describe(Type type)
    {
        if (!IsPlain(type))
            throw new NotSupportedException(
                $"not supported: {type} in the model of a template; only records and plain values are."
            );
        return
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.GetIndexParameters().Length == 0)
                .Select(property => new Member(SnakeCase(property.Name), property)),
        ];
    }

    // The compiler gives records and anonymous types these members, and nothing else has them.
    private static bool IsPlain(Type type) =>
        type.GetMethod("<Clone>$") is not null
        || type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null
        || (type.IsDefined(typeof(CompilerGeneratedAttribute)) && type.Name.Contains("AnonymousType", StringComparison.Ordinal));

    /// <summary>"DueSoon" as "due_soon".</summary>
    internal static string SnakeCase(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && snake.Length > 0)
                snake.Append('_');
            snake.Append(char.ToLowerInvariant(letter));
        }
        return snake.ToString();
    }

    private sealed record Member(string Name, PropertyInfo Property);
}
