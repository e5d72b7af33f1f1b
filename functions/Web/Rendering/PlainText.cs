using System.Buffers;
using System.Text;

namespace RiskRegister.Web.Rendering;

/// <summary>Text as a person may see it.</summary>
internal static class PlainText
{
    // Tab and line feed stay. The bidirectional embeddings, overrides and isolates can make the text around them read as something
    // else; the direction marks (U+200E, U+200F), which honest bilingual text needs, can't.
    private static readonly SearchValues<char> Dropped = SearchValues.Create(
        string.Concat(
            Enumerable
                .Range(0, 0xA0)
                .Where(code => char.IsControl((char)code) && code is not ('\t' or '\n'))
                .Concat(Enumerable.Range(0x202A, 5))
                .Concat(Enumerable.Range(0x2066, 4))
                .Select(code => (char)code)
        )
    );

    /// <summary>The text without control characters.</summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAny(Dropped))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (!Dropped.Contains(letter))
                clean.Append(letter);
        }
        return clean.ToString();
    }

    /// <summary>"outsideAppetite" as "Outside appetite", "plan-action" as "Plan action": the names of the API as words.</summary>
    public static string Words(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (words.Length == 0)
                words.Append(char.ToUpperInvariant(letter));
            else if (char.IsUpper(letter))
                words.Append(' ').Append(char.ToLowerInvariant(letter));
            else
                words.Append(letter is '-' ? ' ' : letter);
        }
        return words.ToString();
    }
}
