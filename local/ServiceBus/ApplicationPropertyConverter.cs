using System.Globalization;
using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskRegister.Local.ServiceBus;

/// <summary>Keeps the type of an application property: text and booleans stand as they are, others as <c>["Int32","5"]</c>.</summary>
internal sealed class ApplicationPropertyConverter : JsonConverter<object>
{
    public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return reader.TokenType == JsonTokenType.String ? reader.GetString()! : reader.GetBoolean();
        }

        reader.Read();
        var type = reader.GetString()!;
        reader.Read();
        var text = reader.GetString()!;
        reader.Read();
        return Parse(type, text);
    }

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        if (value is string text)
        {
            writer.WriteStringValue(text);
        }
        else if (value is bool boolean)
        {
            writer.WriteBooleanValue(boolean);
        }
        else
        {
            writer.WriteStartArray();
            writer.WriteStringValue(value.GetType().Name);
            writer.WriteStringValue(Format(value));
            writer.WriteEndArray();
        }
    }

    private static string Format(object value) =>
        value switch
        {
            DateTime or DateTimeOffset => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
            Guid or TimeSpan or Uri or char => value.ToString()!,
            IConvertible and IFormattable and not Enum => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
            _ => throw new SerializationException($"A message property can't be of type {value.GetType()}."),
        };

    private static object Parse(string type, string text) =>
        type switch
        {
            nameof(DateTime) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            nameof(DateTimeOffset) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture),
            nameof(Guid) => Guid.Parse(text),
            nameof(TimeSpan) => TimeSpan.Parse(text, CultureInfo.InvariantCulture),
            nameof(Uri) => new Uri(text, UriKind.RelativeOrAbsolute),
            _ => Convert.ChangeType(text, Enum.Parse<TypeCode>(type), CultureInfo.InvariantCulture),
        };
}
