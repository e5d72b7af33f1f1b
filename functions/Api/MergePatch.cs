using System.Text.Json;
using System.Text.Json.Nodes;
using RiskRegister.Entries;
using RiskRegister.Register;

namespace RiskRegister.Api;

/// <summary>
/// New values of some fields of a <typeparamref name="T"/>, each of the right name and type (RFC 7396). Texts are trimmed; what is empty, and
/// false, is null like what is cleared.
/// </summary>
public sealed class MergePatch<T>
    where T : notnull
{
    private readonly JsonObject _values = [];

    /// <summary>Whether it names nothing that could be changed.</summary>
    public bool IsEmpty => _values.Count == 0;

    /// <summary>The values that are not there yet.</summary>
    public JsonObject DifferentFrom(T present)
    {
        var before = JsonSerializer.SerializeToNode<T>(present, RegisterJson.Options)!.AsObject();
        return
        [
            .. _values
                .Where(value => !JsonNode.DeepEquals(Tidy(before[value.Key]), value.Value))
                .Select(value => KeyValuePair.Create(value.Key, value.Value?.DeepClone())),
        ];
    }

    internal void Take(string name, JsonElement value, Checks checks)
    {
        var type = RegisterJson.Strict.GetTypeInfo(typeof(T)).Properties.FirstOrDefault(p => p.Name == name);
        checks.Unless(
            type is not null,
            $"change.{name}",
            "unknown-field",
            "There is no such field. Check its spelling, or leave it out."
        );
        if (type is null)
        {
            return;
        }

        try
        {
            _ = value.Deserialize(type.PropertyType, RegisterJson.Strict);
            _values[name] = Tidy(JsonSerializer.SerializeToNode(value, RegisterJson.Options));
        }
        catch (JsonException)
        {
            checks.Unless(false, $"change.{name}", "bad-value", JsonShape.Ask(typeof(T), name));
        }
    }

    private static JsonNode? Tidy(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>().OrNull(),
            JsonValueKind.Array when value.AsArray().Count == 0 => null,
            JsonValueKind.False => null,
            _ => value?.DeepClone(),
        };
}

/// <summary>Merge patches (RFC 7396).</summary>
public static class MergePatch
{
    /// <summary>Reads a merge patch. What can't be read is refused by its field, such as <c>change.title</c>, and left out.</summary>
    public static MergePatch<T> Read<T>(IReadOnlyDictionary<string, JsonElement>? patch, Checks checks)
        where T : notnull
    {
        checks.Unless(
            patch is { Count: > 0 },
            "change",
            "required",
            "Name what is to be different, such as {\"category\":\"Property\"}; null clears."
        );
        var read = new MergePatch<T>();
        foreach (var (name, value) in patch ?? new Dictionary<string, JsonElement>())
        {
            read.Take(name, value, checks);
        }

        return read;
    }

    /// <summary>What is there with the values of <paramref name="change"/> in their place; null clears.</summary>
    public static T Merge<T>(T present, JsonObject change)
        where T : notnull
    {
        var fields = JsonSerializer.SerializeToNode<T>(present, RegisterJson.Options)!.AsObject();
        foreach (var (name, value) in change)
        {
            if (value is null)
            {
                fields.Remove(name);
            }
            else
            {
                fields[name] = value.DeepClone();
            }
        }

        return fields.Deserialize<T>(RegisterJson.Options)!;
    }
}
