using System.Text.Unicode;

namespace RiskRegister.Entries.Attaching;

/// <summary>What the content of a file was found to be.</summary>
/// <param name="Kind">The kind; null when it is none that is taken.</param>
/// <param name="Found">What it is, in words such as "a web page".</param>
public sealed record EvidenceContent(EvidenceKind? Kind, string Found)
{
    private static readonly (byte[] Start, string Found)[] Known =
    [
        ("MZ"u8.ToArray(), "a program"),
        ([0x7F, .. "ELF"u8], "a program"),
        ([0xCA, 0xFE, 0xBA, 0xBE], "a program"),
        ([0xCF, 0xFA, 0xED, 0xFE], "a program"),
        ([0, .. "asm"u8], "a program"),
        (
            [0xD0, 0xCF, 0x11, 0xE0],
            "a document of an old Office program, which may hold macros; save it as .docx, .xlsx, .pptx or PDF"
        ),
        ([0x1F, 0x8B], "an archive"),
        ([.. "7z"u8, 0xBC, 0xAF], "an archive"),
        ("Rar!"u8.ToArray(), "an archive"),
    ];

    private static readonly (byte[] Start, string ContentType)[] Taken =
    [
        ("%PDF-"u8.ToArray(), "application/pdf"),
        ([0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n'], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ("GIF87a"u8.ToArray(), "image/gif"),
        ("GIF89a"u8.ToArray(), "image/gif"),
    ];

    /// <summary>
    /// Looks at the content, which has to begin as its kind does: a file that is two things at once is what its first bytes say, and is
    /// given out as that alone. The name only tells plain text from a table.
    /// </summary>
    public static EvidenceContent Of(byte[] bytes, string fileName)
    {
        if (bytes.Length == 0)
        {
            return new(null, "an empty file");
        }

        return Taken.FirstOrDefault(head => bytes.AsSpan().StartsWith(head.Start)) is { ContentType: { } type } ? Is(type)
            : IsWebP(bytes) ? Is("image/webp")
            : bytes is [(byte)'P', (byte)'K', 3, 4, ..] ? OfficeContent.Of(bytes)
            : IsText(bytes) ? OfText(bytes, fileName)
            : new(
                null,
                Known.FirstOrDefault(head => bytes.AsSpan().StartsWith(head.Start)).Found ?? "a file of a kind that is not known"
            );
    }

    /// <summary>A kind that is taken.</summary>
    internal static EvidenceContent Is(string contentType)
    {
        var kind = EvidenceKind.OfType(contentType);
        return new(kind, kind.Name);
    }

    private static bool IsWebP(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8);

    /// <summary>UTF-8 without NUL and without other control characters than tabs, line and page ends.</summary>
    private static bool IsText(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) && !bytes.ContainsAnyInRange((byte)0, (byte)8) && !bytes.ContainsAnyInRange((byte)14, (byte)31);

    private static EvidenceContent OfText(ReadOnlySpan<byte> bytes, string fileName)
    {
        var text = bytes.StartsWith("\uFEFF"u8) ? bytes["\uFEFF"u8.Length..] : bytes;
        text = text.TrimStart(" \t\r\n\f\v"u8);
        // Whatever begins with a tag may be taken for a page by the program that opens it.
        return text.StartsWith("<"u8) ? new(null, "a web page, an SVG picture or another XML document")
            : text.StartsWith("#!"u8) ? new(null, "a script")
            : text.StartsWith("{\\rtf"u8) ? new(null, "a rich text document; save it as .docx or PDF")
            : Is(FileNames.EndingOf(fileName) == ".csv" ? "text/csv" : "text/plain");
    }
}
