using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RiskRegister.Register;

namespace RiskRegister.Api;

/// <summary>Reads what clients send as JSON, strictly.</summary>
public static class JsonBody
{
    /// <summary>Most bytes of a body. Larger than any field may be, so that a field that is too long is named.</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    /// <summary>The body as a command.</summary>
    /// <exception cref="BadBodyException">Not JSON, too large, or not of the shape of <typeparamref name="T"/>.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request)
    {
        if (!request.HasJsonContentType())
        {
            throw new BadBodyException(415, "", "Send the body as application/json.");
        }

        var bytes = await ReadBytesAsync(request, MaxBytes);
        return Parse<T>(bytes);
    }

    /// <summary>The body's bytes, if they are not too many.</summary>
    /// <exception cref="BadBodyException">Larger than <paramref name="most"/>.</exception>
    public static async Task<byte[]> ReadBytesAsync(HttpRequest request, int most)
    {
        var tooLarge = new BadBodyException(413, "", $"The body is larger than {most / 1024 / 1024} MB. Send less.");
        if (request.ContentLength > most)
        {
            throw tooLarge;
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[64 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0)
        {
            if (buffer.Length + read > most)
            {
                throw tooLarge;
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    /// <summary>JSON text as a command.</summary>
    public static T Parse<T>(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, RegisterJson.Strict)
                ?? throw new BadBodyException(400, "", "The body is null. Send a JSON object.");
        }
        catch (JsonException e)
        {
            throw new BadBodyException(400, FieldOf(e), MessageOf(e));
        }
    }

    private static string FieldOf(JsonException e)
    {
        var path = e.Path ?? "";
        var field = path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path.TrimStart('$');
        return field.StartsWith("['", StringComparison.Ordinal) ? field[2..].TrimEnd(']', '\'') : field;
    }

    private static string MessageOf(JsonException e)
    {
        var place = e.LineNumber is { } line
            ? string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $" (line {line + 1}, byte {e.BytePositionInLine + 1})"
            )
            : "";
        return e.Message switch
        {
            var m when m.Contains("could not be mapped", StringComparison.Ordinal) =>
                "This field is unknown here. Check its spelling, or leave it out.",
            var m when m.Contains("Duplicate", StringComparison.Ordinal) => "This field is there twice. Send it once.",
            var m when m.Contains("could not be converted", StringComparison.Ordinal) =>
                "The value has the wrong type or is none of the words allowed." + place,
            var m when m.Contains("depth", StringComparison.OrdinalIgnoreCase) => $"The JSON is nested too deeply{place}.",
            var m when m.Contains("UTF-8", StringComparison.Ordinal) || e.InnerException is InvalidOperationException =>
                $"The text is not valid UTF-8{place}.",
            _ => $"This is not valid JSON{place}.",
        };
    }
}

/// <summary>A body that can't be read as what was asked for.</summary>
public sealed class BadBodyException(int status, string field, string message) : Exception(message)
{
    /// <summary>400, 413 or 415.</summary>
    public int Status { get; } = status;

    /// <summary>The field at fault in camelCase, or empty.</summary>
    public string Field { get; } = field;
}
