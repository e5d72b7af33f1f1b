using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskRegister.Local.ServiceBus;

/// <summary>Keeps the type of an application property: <c>{"Int32":5}</c>.</summary>
internal sealed class ApplicationPropertyConverter : JsonConverter<object>
{
    // With the primitive ones, these are what the genuine service takes.
    private static readonly Type[] Others =
    [
        typeof(string),
        typeof(decimal),
        typeof(Guid),
        typeof(Uri),
        typeof(DateTime),
        typeof(DateTimeOffset),
        typeof(TimeSpan),
    ];

    public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Read();
        var name = reader.GetString();
        var type = Array.Find(Others, type => type.Name == name) ?? Type.GetType($"System.{name}", throwOnError: true)!;
        reader.Read();
        var value = JsonSerializer.Deserialize(ref reader, type)!;
        reader.Read();
        return value;
    }

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        var type = value.GetType();
        if (!type.IsPrimitive && !Others.Contains(type))
        {
            throw new SerializationException($"A message property can't be of type {type}.");
        }

        writer.WriteStartObject();
        writer.WritePropertyName(type.Name);
        JsonSerializer.Serialize(writer, value, type);
        writer.WriteEndObject();
    }
}
