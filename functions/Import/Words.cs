using System.Globalization;
using System.Text;

namespace RiskRegister.Import;

/// <summary>Texts without what people write differently: case, accents, punctuation, plural s, the Arabic article.</summary>
internal static class Words
{
    /// <summary>The words of a text, in a form that can be compared.</summary>
    public static string[] Of(string text) =>
        Plain(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Stem).ToArray();

    /// <summary>The same as one string with a space between words.</summary>
    public static string Key(string text) => string.Join(' ', Of(text));

    /// <summary>True for scripts that put no spaces between words.</summary>
    public static bool IsUnspaced(string word) => word.Length > 0 && word[0] is >= '\u3040' and <= '\u9FFF';

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length + 8);
        var previous = ' ';
        foreach (var c in Decomposed(text))
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark || c == '\u0640')
            {
                continue;
            }

            if (char.IsUpper(c) && char.IsLower(previous))
            {
                plain.Append(' ');
            }

            _ = c switch
            {
                '#' => plain.Append(" no "),
                '%' => plain.Append(" percent "),
                'ß' => plain.Append("ss"),
                _ when char.IsLetterOrDigit(c) => plain.Append(Base(char.ToLowerInvariant(c))),
                _ => plain.Append(' '),
            };
            previous = c;
        }

        return plain.ToString();
    }

    // Letters that Unicode does not take apart into a letter and a mark.
    private static char Base(char c) =>
        c switch
        {
            'ł' => 'l',
            'ø' => 'o',
            'đ' => 'd',
            'ı' => 'i',
            'æ' => 'a',
            'œ' => 'o',
            _ => c,
        };

    // Normalising throws for a lone half of a surrogate pair; no word of the vocabulary has one.
    private static string Decomposed(string text) =>
        Ascii.IsValid(text)
            ? text
            : new string([.. text.Where(c => !char.IsSurrogate(c))])
                .Replace("№", " no ", StringComparison.Ordinal)
                .Normalize(NormalizationForm.FormKD);

    private static string Stem(string word) =>
        word.StartsWith("ال", StringComparison.Ordinal) && word.Length > 4 ? word[2..]
        : word.Length > 3 && word[^1] == 's' && word[^2] != 's' && char.IsAscii(word[0]) ? word[..^1]
        : word;
}
