using System.IO.Compression;
using System.Text.Json;

namespace RiskRegister.Import;

/// <summary>Tells by the content, never by the name, what kind of file it is.</summary>
internal static class FileKind
{
    private const string Expected =
        "Expected was a CSV file or an Excel workbook (.xlsx) with a table of risks: a row of headers, then one row per risk.";

    private static readonly (byte[] Start, string Name)[] Others =
    [
        ("%PDF"u8.ToArray(), "a PDF document"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "an image"),
        ([0xFF, 0xD8, 0xFF], "an image"),
        ("GIF8"u8.ToArray(), "an image"),
        ("RIFF"u8.ToArray(), "an image or a recording"),
        ("{\\rtf"u8.ToArray(), "a text document"),
        ([0x1F, 0x8B], "a compressed file"),
        ("7z"u8.ToArray(), "a compressed file"),
        ("Rar!"u8.ToArray(), "a compressed file"),
    ];

    /// <summary>True for a workbook, false for what may be text.</summary>
    /// <exception cref="ImportFileException">It is neither.</exception>
    public static bool IsWorkbook(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            throw NotATable("an empty file");
        }

        foreach (var (start, name) in Others)
        {
            if (bytes.AsSpan().StartsWith(start))
            {
                throw NotATable(name);
            }
        }

        // Compound files hold the workbooks of Excel before 2007, among others; the reader tells which.
        return bytes is [0xD0, 0xCF, 0x11, 0xE0, ..] || (bytes is [(byte)'P', (byte)'K', 3 or 5, ..] && CheckArchive(bytes));
    }

    /// <summary>Refuses text that is a page, a data format or no text at all.</summary>
    /// <exception cref="ImportFileException">It is no table.</exception>
    public static void CheckText(string text)
    {
        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty)
        {
            throw NotATable("a file without text");
        }

        if (
            start.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
        )
        {
            throw NotATable("a web page");
        }

        if (start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase))
        {
            throw NotATable("an XML document");
        }

        if (start[0] is '{' or '[' && IsJson(text))
        {
            throw NotATable("a JSON document");
        }

        var sample = text.AsSpan(0, Math.Min(text.Length, 4_000));
        var unreadable = 0;
        foreach (var c in sample)
        {
            unreadable += (char.IsControl(c) && c is not ('\t' or '\r' or '\n' or '\v' or '\f')) || c == '\uFFFD' ? 1 : 0;
        }

        if (unreadable * 50 > sample.Length || sample.Contains('\0'))
        {
            throw NotATable("a file that is not text");
        }
    }

    /// <summary>The one message for what is no table.</summary>
    public static ImportFileException NotATable(string found, Exception? inner = null) =>
        new($"This is {found}. {Expected}", inner);

    private static bool CheckArchive(byte[] bytes)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            if (archive.Entries.Sum(e => e.Length) > FileLimits.UnpackedBytes)
            {
                throw new ImportFileException(
                    "The workbook unpacks to more than 200 MB. Delete what is not part of the register, pictures for instance."
                );
            }

            return archive.Entries.Any(e => e.FullName.StartsWith("xl/", StringComparison.OrdinalIgnoreCase))
                ? true
                : throw NotATable("an archive or a document of another program");
        }
        catch (InvalidDataException e)
        {
            throw NotATable("a damaged workbook or archive", e);
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var _ = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
