using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace RiskRegister.Local.Worker;

/// <summary>How parameters get their values.</summary>
internal static class ParameterBinding
{
    /// <summary>How a parameter is bound that every kind of function may have, or null when it is none of these.</summary>
    public static Binder? OfEvery(ParameterInfo parameter, DurableTaskClient durable)
    {
        var type = parameter.ParameterType;
        if (type == typeof(FunctionContext))
        {
            return invocation => invocation;
        }

        if (type == typeof(CancellationToken))
        {
            return invocation => invocation.CancellationToken;
        }

        return type == typeof(DurableTaskClient) && parameter.IsDefined(typeof(DurableClientAttribute)) ? _ => durable : null;
    }

    /// <summary>Whether a text such as a route value can become a <paramref name="type"/>.</summary>
    public static bool CanBeText(Type type) => TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string));

    /// <summary>Makes a <paramref name="type"/> of a text, independent of culture.</summary>
    /// <exception cref="FormatException">The text stands for no such value.</exception>
    public static object? FromText(string text, Type type)
    {
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, text);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new FormatException($"'{text}' is no {type.Name}.", e);
        }
    }

    /// <summary>Makes a <paramref name="type"/> of JSON in the form of the web (camelCase).</summary>
    public static object? FromJson(ReadOnlySpan<byte> json, Type type) =>
        JsonSerializer.Deserialize(json, type, JsonSerializerOptions.Web);
}
