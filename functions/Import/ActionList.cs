using System.Text.RegularExpressions;

namespace RiskRegister.Import;

/// <summary>Splits what one cell says into single actions, owners or dates.</summary>
internal static partial class ActionList
{
    private const int Most = 30;

    /// <summary>Bullets, numbers and semicolons divide; where that is not sure, the text stays whole.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var marked = Marked(text);
        var parts = marked.Count > 1 ? marked : Numbered(text) ?? Semicolons(text) ?? marked;
        return parts.Count > Most ? [text] : parts;
    }

    /// <summary>The parts of a short list: names of people, processes or tags.</summary>
    public static IReadOnlyList<string> Names(string text, params ReadOnlySpan<char> separators)
    {
        var names = text.Split([.. separators], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return
        [
            .. names
                .Select(n => Bullet().Replace(n, "").Trim())
                .Where(n => !CellText.IsNull(n))
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
    }

    // A line without a mark goes on with the action above it.
    private static List<string> Marked(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length < 2 || lines.Count(l => Bullet().IsMatch(l)) < 2 || !Bullet().IsMatch(lines[0]))
        {
            var whole = lines.Length == 1 ? Bullet().Replace(text, "").Trim() : text.Trim();
            return [whole.Length > 0 ? whole : text.Trim()];
        }

        var actions = new List<string>();
        foreach (var line in lines)
        {
            if (Bullet().IsMatch(line))
            {
                actions.Add(Bullet().Replace(line, "").Trim());
            }
            else
            {
                actions[^1] += "\n" + line;
            }
        }

        return actions.FindAll(a => a.Length > 0);
    }

    // "1) Do this 2) Do that": only where the numbers count up from 1.
    private static List<string>? Numbered(string text)
    {
        var numbers = InlineNumber().Matches(text);
        var counted =
            numbers.Count > 1
            && numbers[0].Index == 0
            && numbers
                .Select((m, i) => m.Groups["n"].Value == (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture))
                .All(right => right);
        return counted
            ?
            [
                .. numbers
                    .Select(
                        (m, i) =>
                            text[(m.Index + m.Length)..(i + 1 < numbers.Count ? numbers[i + 1].Index : text.Length)]
                                .Trim(' ', ';', '\n')
                    )
                    .Where(t => t.Length > 0),
            ]
            : null;
    }

    private static List<string>? Semicolons(string text)
    {
        var parts = text.Split([';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length > 1 && Array.TrueForAll(parts, p => p.Length is >= 2 and <= 200) && Balanced(parts)
            ? [.. parts]
            : null;
    }

    // A semicolon within parentheses divides nothing.
    private static bool Balanced(string[] parts) => Array.TrueForAll(parts, p => p.AsSpan().Count('(') == p.AsSpan().Count(')'));

    [GeneratedRegex(
        @"^\s*([•●▪◦‣·∙*➢➤✓–—-]\s*|\(?\d{1,2}[.)]\s+|\(?\d{1,2}\)\s*|[a-zA-Z]\)\s+)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        5_000
    )]
    private static partial Regex Bullet();

    [GeneratedRegex(@"(?:^|(?<=\s))\(?(?<n>\d{1,2})[.)]\s+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex InlineNumber();
}
