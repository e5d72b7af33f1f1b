using System.Text.Json;
using System.Text.Json.Nodes;
using RiskRegister.Api;
using RiskRegister.Register;

namespace RiskRegister.Entries.Changing;

/// <summary>New values of details, each of the right name and type. Texts are trimmed; what is empty, and false, is null like what is cleared.</summary>
public sealed class DetailsPatch
{
    private readonly JsonObject _values = [];

    /// <summary>Whether it names nothing that could be changed.</summary>
    public bool IsEmpty => _values.Count == 0;

    /// <summary>Reads a merge patch. What can't be read is refused by its field, such as <c>change.title</c>, and left out.</summary>
    public static DetailsPatch Read(IReadOnlyDictionary<string, JsonElement>? patch, Checks checks)
    {
        checks.Unless(
            patch is { Count: > 0 },
            "change",
            "required",
            "Name what is to be different, such as {\"category\":\"Property\"}; null clears."
        );
        var read = new DetailsPatch();
        foreach (var (name, value) in patch ?? new Dictionary<string, JsonElement>())
        {
            read.Take(name, value, checks);
        }

        return read;
    }

    /// <summary>The values that an entry does not have yet.</summary>
    public JsonObject DifferentFrom(Entry entry)
    {
        var before = JsonSerializer.SerializeToNode<EntryDetails>(entry, RegisterJson.Options)!.AsObject();
        return
        [
            .. _values
                .Where(value => !JsonNode.DeepEquals(Tidy(before[value.Key]), value.Value))
                .Select(value => KeyValuePair.Create(value.Key, value.Value?.DeepClone())),
        ];
    }

    private void Take(string name, JsonElement value, Checks checks)
    {
        var type = RegisterJson.Strict.GetTypeInfo(typeof(EntryDetails)).Properties.FirstOrDefault(p => p.Name == name);
        checks.Unless(
            type is not null,
            $"change.{name}",
            "unknown-field",
            "An entry has no such detail. Check its spelling, or leave it out."
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
            checks.Unless(false, $"change.{name}", "bad-value", JsonShape.Ask(typeof(EntryDetails), name));
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

/// <summary>The rules for changed details.</summary>
public static class ChangedDetailsChecks
{
    /// <summary>The details after the change obey the rules of raising, as far as they are changed: what an import has brought in may break some.</summary>
    public static Checks Changed(this Checks checks, Entry entry, JsonObject different)
    {
        var details = Entries.Changed.Merge(entry, different).Deserialize<EntryDetails>(RegisterJson.Options)!;
        var broken = new Checks().Details(details, entry.Kind).Or(() => Decision.Accept()).Refusals;
        return broken
            .Where(refusal => different.ContainsKey(refusal.Field))
            .Aggregate(checks, (so, r) => so.Unless(false, $"change.{r.Field}", r.Rule, r.Message));
    }
}
