using System.Globalization;
using System.Text;

namespace RiskRegister.Entries.Attaching;

/// <summary>Tidies the names that files come with.</summary>
public static class FileNames
{
    /// <summary>Most characters of a name.</summary>
    public const int Most = 200;

    /// <summary>
    /// The last part of a path, without what nobody sees or what turns the direction of reading, so that the name shows its true ending;
    /// a long name is shortened before its ending. Empty when nothing is left.
    /// </summary>
    public static string Clean(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var text = new StringBuilder();
        foreach (var rune in last.EnumerateRunes().Where(IsSeen))
        {
            text.Append(Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
        }

        // Windows takes blanks and dots off the end, and would see another ending than we do.
        return Shorten(text.ToString().Trim().TrimEnd('.', ' '));
    }

    /// <summary>The ending of a name with its dot, in lower case; empty when it has none.</summary>
    public static string EndingOf(string name) => Path.GetExtension(name).ToLowerInvariant();

    private static bool IsSeen(Rune rune) =>
        rune != Rune.ReplacementChar
        && Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            );

    private static string Shorten(string name)
    {
        if (name.Length <= Most)
        {
            return name;
        }

        var ending = Path.GetExtension(name) is { Length: <= 10 } extension ? extension : "";
        var stem = name[..(Most - ending.Length)];
        return (char.IsHighSurrogate(stem[^1]) ? stem[..^1] : stem) + ending;
    }
}
