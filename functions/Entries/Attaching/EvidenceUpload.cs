using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using RiskRegister.Api;

namespace RiskRegister.Entries.Attaching;

/// <summary>A file as it was sent, and what it was found to be.</summary>
/// <param name="FileName">Its name, tidied.</param>
/// <param name="Claimed">The media type that the client named; null for none.</param>
/// <param name="Content">What its content is.</param>
/// <param name="Bytes">Its content.</param>
/// <param name="About">Id of the control or action that it is about; null for the entry itself.</param>
public sealed record EvidenceUpload(string FileName, string? Claimed, EvidenceContent Content, byte[] Bytes, string? About)
{
    /// <summary>Largest file.</summary>
    public const int MaxMegabytes = 25;

    private const int MaxBytes = MaxMegabytes * 1024 * 1024;

    /// <summary>Hash of the content in lower-case hexadecimal.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes));

    /// <summary>A file of that name, type and content.</summary>
    public static EvidenceUpload Of(string? fileName, string? claimed, byte[] bytes, string? about)
    {
        var name = FileNames.Clean(fileName);
        var type = MediaTypeHeaderValue.TryParse(claimed, out var parsed) ? parsed.MediaType.Value?.ToLowerInvariant() : claimed;
        return new EvidenceUpload(name, type.OrNull(), EvidenceContent.Of(bytes, name), bytes, about.OrNull());
    }

    /// <summary>The file of a multipart form (fields file, about), or else the body, with <c>fileName</c> and <c>about</c> in the address.</summary>
    /// <exception cref="BadBodyException">There is no file, or it is too large.</exception>
    public static async Task<EvidenceUpload> ReadAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
        {
            var body = await JsonBody.ReadBytesAsync(request, MaxBytes);
            var told = QueryParameters.Read<EvidenceQuery>(request.Query);
            return Of(told.FileName, request.ContentType, body, told.About);
        }

        // The parts have headers and fields of their own.
        if (request.ContentLength > MaxBytes + 65_536)
        {
            throw TooLarge();
        }

        var form = await ReadFormAsync(request);
        var file = form.Files.GetFile("file") ?? throw new BadBodyException(400, "file", "Send the file in the field \"file\".");
        if (file.Length > MaxBytes)
        {
            throw TooLarge();
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, request.HttpContext.RequestAborted);
        return Of(file.FileName, file.ContentType, bytes.ToArray(), form["about"]);
    }

    private static BadBodyException TooLarge() =>
        new(413, "file", $"The file is larger than {MaxMegabytes} MB. Make it smaller, or attach a part of it.");

    private static async Task<IFormCollection> ReadFormAsync(HttpRequest request)
    {
        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new BadBodyException(400, "file", "The form is broken off or malformed. Send it again.");
        }
    }
}
