using System.IO.Compression;

namespace RiskRegister.Entries.Attaching;

/// <summary>
/// Tells what a ZIP archive is: a document of an Office program (Office Open XML, OpenDocument), or one that is not taken. Ours, because
/// the registry has no kept library that looks inside archives.
/// </summary>
internal static class OfficeContent
{
    private const int MostEntries = 10_000;
    private const int MostOfAPart = 1024 * 1024;

    private static readonly Dictionary<string, string> MainParts = new(StringComparer.Ordinal)
    {
        ["word/document.xml"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ["xl/workbook.xml"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ["ppt/presentation.xml"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    };

    private static readonly string[] ActiveParts = ["Basic/", "Scripts/", "word/activeX/", "xl/activeX/", "ppt/activeX/"];

    /// <summary>What the archive is.</summary>
    public static EvidenceContent Of(byte[] bytes)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            if (archive.Entries.Count > MostEntries)
            {
                return new(null, "an archive of many files");
            }

            return HasMacros(archive) ? new(null, "a document with macros or other active parts; save it without them, or as PDF")
                : TypeOf(archive) is { } type && EvidenceKind.All.Any(kind => kind.ContentType == type) ? EvidenceContent.Is(type)
                : new(null, "an archive");
        }
        catch (InvalidDataException)
        {
            return new(null, "a damaged document or archive");
        }
    }

    private static string? TypeOf(ZipArchive archive) =>
        archive.GetEntry("[Content_Types].xml") is not null
            ? MainParts.Where(part => archive.GetEntry(part.Key) is not null).Select(part => part.Value).FirstOrDefault()
        // OpenDocument says what it is in its first part.
        : archive.Entries is [{ FullName: "mimetype" } first, ..] ? ReadStart(first).Trim()
        : null;

    private static bool HasMacros(ZipArchive archive) =>
        archive.Entries.Any(part =>
            part.Name.StartsWith("vbaProject", StringComparison.OrdinalIgnoreCase)
            || ActiveParts.Any(folder => part.FullName.StartsWith(folder, StringComparison.OrdinalIgnoreCase))
        )
        || (
            archive.GetEntry("[Content_Types].xml") is { } types
            && ReadStart(types).Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>The text of a part, as far as any honest one goes: what unpacks to more is not read.</summary>
    private static string ReadStart(ZipArchiveEntry part)
    {
        using var content = part.Open();
        var buffer = new byte[MostOfAPart];
        return System.Text.Encoding.UTF8.GetString(
            buffer,
            0,
            content.ReadAtLeast(buffer, MostOfAPart, throwOnEndOfStream: false)
        );
    }
}
