using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Api.OpenApi;

/// <summary>
/// The JSON Schemas of what the API takes and gives, each type of ours once and by name. Of what is sent, unknown fields are refused, and
/// what must be there is said in words, because commands refuse it by rules of their own; of what is answered, all that can't be null is there.
/// </summary>
public sealed class Schemas
{
    // As RegisterJson.Strict, but with the converter of words that an exporter can see through.
    private static readonly JsonSerializerOptions Commands = Made(JsonUnmappedMemberHandling.Disallow);
    private static readonly JsonSerializerOptions Answers = Made(JsonUnmappedMemberHandling.Skip);

    private readonly SortedDictionary<string, JsonNode> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Type> _types = new(StringComparer.Ordinal);

    /// <summary>What the types came to so far, by name; taken once, at the end.</summary>
    public JsonObject Components => new(_byName.Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)schema.Value)));

    /// <summary>The schema of a type that is sent. All of them are to be asked for before any that is answered.</summary>
    public JsonNode Taken(Type type) => Of(type, Commands);

    /// <summary>The schema of a type that is answered.</summary>
    public JsonNode Given(Type type) => Of(type, Answers);

    private JsonNode Of(Type type, JsonSerializerOptions options)
    {
        if (!IsNamed(type))
        {
            return Export(type, options);
        }

        var name = NameOf(type);
        if (_types.TryAdd(name, type))
        {
            _byName[name] = Export(type, options);
        }

        return _types[name] == type
            ? new JsonObject { ["$ref"] = $"#/components/schemas/{name}" }
            : throw new InvalidOperationException(
                $"{type} and {_types[name]} would both be described as {name}. Name one of them in [Operation], or rename one."
            );
    }

    private JsonNode Export(Type type, JsonSerializerOptions options)
    {
        var exporter = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, schema) => Describe(context, schema, options),
        };
        return options.GetJsonSchemaAsNode(type, exporter);
    }

    private JsonObject Describe(JsonSchemaExporterContext context, JsonNode node, JsonSerializerOptions options)
    {
        var (type, isNullable) = (Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type, TakeNull(node));
        var isRoot = context.Path.IsEmpty;
        var schema = isRoot || !IsNamed(type) ? node as JsonObject ?? [] : Of(type, options).AsObject();
        if (isRoot && context.TypeInfo.Kind == JsonTypeInfoKind.Object)
        {
            Complete(schema, context.TypeInfo, isAnswer: options == Answers);
        }

        schema = isNullable ? OrNull(schema) : schema;
        var description = context.PropertyInfo?.AttributeProvider is PropertyInfo property ? XmlDocs.Of(property) : null;
        description ??= isRoot ? XmlDocs.Of(type) + Meanings(type) : null;
        if (!string.IsNullOrEmpty(description))
        {
            schema["description"] = description;
        }

        return schema;
    }

    private static void Complete(JsonObject schema, JsonTypeInfo type, bool isAnswer)
    {
        var fields = type.Properties.Where(p => p.Get is not null).ToList();
        if (type.Type.IsAssignableTo(typeof(RegisterRecord)))
        {
            fields.RemoveAll(p => RecordAnswer.OfTheStore.Contains(p.Name));
            foreach (var name in RecordAnswer.OfTheStore)
            {
                (schema["properties"] as JsonObject)?.Remove(name);
            }
        }

        schema.Remove("required");
        var required = fields.Where(IsAlwaysThere).Select(p => (JsonNode?)p.Name).ToArray();
        if (isAnswer && required.Length > 0)
        {
            schema["required"] = new JsonArray(required);
        }
    }

    private static bool IsAlwaysThere(JsonPropertyInfo field)
    {
        var ignore = field.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), false) ?? [];
        return ignore is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.Never }]
            || (field.PropertyType.IsValueType ? Nullable.GetUnderlyingType(field.PropertyType) is null : !field.IsGetNullable);
    }

    /// <summary>Takes the null out of a schema that allows it.</summary>
    private static bool TakeNull(JsonNode node)
    {
        if (node is not JsonObject schema)
        {
            return false;
        }

        if (schema["type"] is JsonArray types && types.RemoveAll(t => (string?)t == "null") > 0)
        {
            schema["type"] = types.Count == 1 ? types[0]!.DeepClone() : types.DeepClone();
            return true;
        }

        return schema["enum"] is JsonArray words && words.RemoveAll(word => word is null) > 0;
    }

    private static JsonObject OrNull(JsonObject schema)
    {
        if (schema["type"] is JsonValue type && schema["enum"] is null)
        {
            schema["type"] = new JsonArray(type.DeepClone(), "null");
            return schema;
        }

        return new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
    }

    private static JsonSerializerOptions Made(JsonUnmappedMemberHandling unknown) =>
        new(RegisterJson.Options) { NumberHandling = JsonNumberHandling.Strict, UnmappedMemberHandling = unknown };

    private static bool IsNamed(Type type) =>
        type.Assembly == typeof(Schemas).Assembly
            && (type.IsEnum || !type.IsGenericType || type.Namespace == typeof(Schemas).Namespace)
        || IsList(type);

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ListAnswer<>);

    private static string NameOf(Type type)
    {
        var name = IsList(type) ? $"ListOf{NameOf(type.GetGenericArguments()[0])}" : type.Name;
        return name.EndsWith("Shown", StringComparison.Ordinal) ? name[..^"Shown".Length] : name;
    }

    private static string Meanings(Type type) =>
        type.IsEnum
            ? string.Concat(
                type.GetFields(BindingFlags.Public | BindingFlags.Static)
                    .Where(value => XmlDocs.Of(value) is not null)
                    .Select(value => $"\n- `{JsonNamingPolicy.KebabCaseLower.ConvertName(value.Name)}`: {XmlDocs.Of(value)}")
            )
            : "";
}
