using System.Globalization;
using System.Text;

namespace RiskRegister.Entries;

/// <summary>Which characters people can see.</summary>
public static class Characters
{
    // By their category letters or symbols, but blank.
    private static readonly Rune[] Blank = [new('\u115F'), new('\u1160'), new('\u2800'), new('\u3164'), new('\uFFA0')];

    /// <summary>Whether there is anything to be seen.</summary>
    public static bool HasVisible(this string text) => text.EnumerateRunes().Any(IsVisible);

    /// <summary>Whether there are control characters; in a text of several lines, others than line breaks and tabs.</summary>
    public static bool HasControls(this string text, bool severalLines) =>
        text.Any(c => char.IsControl(c) && !(severalLines && c is ('\n' or '\r' or '\t')));

    private static bool IsVisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.OtherNotAssigned
            )
        && !Blank.Contains(rune);
}
