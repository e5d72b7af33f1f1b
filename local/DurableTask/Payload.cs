using System.Text.Json;

namespace RiskRegister.Local.DurableTask;

/// <summary>
/// Turns inputs, outputs and event payloads into text and back, as the Functions worker does: JSON of the public properties, names as
/// written and read without regard to case. Null stays null.
/// </summary>
internal static class Payload
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    public static string? Write(object? value) =>
        value is null ? null : JsonSerializer.Serialize(value, value.GetType(), Options);

    public static object? Read(string? text, Type type) => text is null ? null : JsonSerializer.Deserialize(text, type, Options);

    public static T? Read<T>(string? text) => text is null ? default : JsonSerializer.Deserialize<T>(text, Options);
}
