using System.Globalization;
using System.Text;

namespace RiskRegister.Digests.Sending;

/// <summary>Texts of people as headers of a mail may have them.</summary>
public static class HeaderText
{
    private const int MaxLength = 200;

    /// <summary>
    /// The text in one line: without line breaks and other control characters, which could begin a header of their own, without characters
    /// that turn the direction of what stands around them, without halves of surrogate pairs, and not longer than a subject is read.
    /// </summary>
    public static string Of(string? text)
    {
        var line = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (IsBlank(rune))
            {
                line.Append(line.Length > 0 && line[^1] != ' ' ? " " : "");
            }
            else if (!IsDropped(rune))
            {
                line.Append(rune.ToString());
            }
        }

        var whole = line.ToString().TrimEnd();
        return whole.Length <= MaxLength ? whole : $"{Beginning(whole)}…";
    }

    private static bool IsBlank(Rune rune) =>
        Rune.IsControl(rune)
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.SpaceSeparator
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    private static bool IsDropped(Rune rune) =>
        rune == Rune.ReplacementChar || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF;

    /// <summary>What fits, ending where a character as people see it ends.</summary>
    private static string Beginning(string text)
    {
        var ends = StringInfo.ParseCombiningCharacters(text);
        var end = Array.FindLast(ends, at => at < MaxLength);
        return text[..(end > 0 ? end : MaxLength - 1)].TrimEnd();
    }
}
