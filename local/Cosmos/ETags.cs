using System.Globalization;

namespace RiskRegister.Local.Cosmos;

/// <summary>Entity tags: one for each write, in the form of a GUID.</summary>
internal static class ETags
{
    public static string Make(long container, long lsn, int write) =>
        string.Create(CultureInfo.InvariantCulture, $"{container:x8}-0000-0000-{write:x4}-{lsn:x12}");

    /// <summary>A stored tag as headers carry it.</summary>
    public static string Quoted(string etag) => $"\"{etag}\"";

    /// <summary>Whether a tag from a header, quoted or bare or <c>*</c>, is that of the item.</summary>
    public static bool Match(string? header, string etag) => header is not null && (header == "*" || header.Trim('"') == etag);
}

/// <summary>Plausible request units, for an item of so many bytes.</summary>
internal static class Charges
{
    public static double Read(int bytes) => Math.Round(1 + (bytes / 1024 * 0.5), 2);

    public static double Write(int bytes) => Math.Round(5.5 + (bytes / 1024 * 2.0), 2);

    public static double Query(int count, int bytes) => Math.Round(2.5 + (count * 0.05) + (bytes / 1024 * 0.1), 2);
}
