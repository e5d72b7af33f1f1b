using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
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
    /// <exception cref="BadBodyException">Not JSON, or not of the shape of <typeparamref name="T"/>.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> json)
    {
        // Some editors and shells mark UTF-8 by a first character of its own.
        json = json.StartsWith("\uFEFF"u8) ? json["\uFEFF"u8.Length..] : json;
        if (json.IsEmpty)
        {
            throw new BadBodyException(400, "", "The body is empty. Send a JSON object.");
        }

        try
        {
            return JsonSerializer.Deserialize<T>(json, RegisterJson.Strict)
                ?? throw new BadBodyException(400, "", "The body is null. Send a JSON object.");
        }
        catch (JsonException e)
        {
            var field = FieldOf(e);
            throw new BadBodyException(400, field, MessageOf(e, typeof(T), field, isText: Utf8.IsValid(json)));
        }
    }

    private static string FieldOf(JsonException e)
    {
        var path = e.Path ?? "";
        var field = path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path.TrimStart('$');
        return field.StartsWith("['", StringComparison.Ordinal) ? field[2..].TrimEnd(']', '\'') : field;
    }

    private static string MessageOf(JsonException e, Type shape, string field, bool isText)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $" (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})");
        return e.Message switch
        {
            var m when m.Contains("could not be mapped", StringComparison.Ordinal) =>
                "This field is unknown here. Check its spelling, or leave it out.",
            var m when m.Contains("Duplicate", StringComparison.Ordinal) => "This field is there twice. Send it once.",
            var m when m.Contains("maximum configured depth", StringComparison.Ordinal) =>
                $"The JSON is nested too deeply{place}.",
            _ when !isText => $"The text is not valid UTF-8{place}.",
            _ when e.InnerException?.Message.Contains("UTF-16", StringComparison.Ordinal) == true =>
                $"An escaped character is only half there{place}.",
            var m when m.Contains("could not be converted", StringComparison.Ordinal) =>
                $"{JsonShape.Ask(shape, field)} What is there has another type, or a value that is not allowed{place}.",
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
