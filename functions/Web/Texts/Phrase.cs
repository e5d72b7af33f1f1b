using System.Text;

namespace RiskRegister.Web.Texts;

/// <summary>A text with places for values, such as <c>Hello {name}</c>. What a value contains is never taken for a place.</summary>
internal sealed class Phrase
{
    private readonly List<(string Text, bool IsName)> _parts = [];

    private Phrase() { }

    /// <summary>The names of the values that it has places for.</summary>
    public IEnumerable<string> Names => _parts.Where(part => part.IsName).Select(part => part.Text);

    /// <summary>Reads a text.</summary>
    /// <exception cref="FormatException">A brace has no partner.</exception>
    public static Phrase Parse(string text)
    {
        var phrase = new Phrase();
        for (var at = 0; at < text.Length; )
        {
            var begin = text.IndexOf('{', at);
            var literal = begin < 0 ? text[at..] : text[at..begin];
            if (literal.Length > 0)
            {
                phrase._parts.Add((literal, false));
            }

            if (begin < 0)
            {
                break;
            }

            var end = text.IndexOf('}', begin);
            phrase._parts.Add(
                (end < 0 ? throw new FormatException($"A brace is not closed: {text}") : text[(begin + 1)..end], true)
            );
            at = end + 1;
        }

        return phrase;
    }

    /// <summary>The text with each value in its place.</summary>
    public string Fill(Func<string, string> value)
    {
        if (_parts is [(var only, false)])
        {
            return only;
        }

        var filled = new StringBuilder();
        foreach (var (text, isName) in _parts)
        {
            filled.Append(isName ? value(text) : text);
        }

        return filled.ToString();
    }
}
