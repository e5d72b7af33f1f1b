using System.Text.RegularExpressions;

namespace RiskRegister.Import;

/// <summary>What a rating cell says, before it is known on which scale.</summary>
/// <param name="Number">Its number, if it has one: of "3 - Possible" 3, of "10-30 %" the middle.</param>
/// <param name="Percent">True where the number is a percentage.</param>
/// <param name="OutOf">The end of the scale where the cell names it, as "4/5" does.</param>
/// <param name="Word">The step of five that its word means, if it has one.</param>
/// <param name="Between">True where the words name two steps, the higher of which is <paramref name="Word"/>.</param>
/// <param name="Plain">True where nothing is lost when only the number or the word is kept.</param>
/// <param name="Style">How the step is written when it is neither a number nor a word of the vocabulary.</param>
internal sealed partial record RatingText(
    decimal? Number,
    bool Percent,
    decimal? OutOf,
    int? Word,
    bool Between,
    bool Plain,
    RatingStyle Style
)
{
    private static readonly string[] Romans = ["I", "II", "III", "IV", "V", "VI", "VII"];

    /// <summary>Reads a cell; null for prose, amounts and anything else that is no rating.</summary>
    public static RatingText? Parse(string cell)
    {
        if (cell.Length is 0 or > 80 || CellText.Amount(cell) is >= 1_000 or <= -1_000)
        {
            return null;
        }

        if (CellText.Number(cell) is { } number)
        {
            return new RatingText(number, false, null, null, false, true, RatingStyle.Number);
        }

        if (Percentages(cell) is { } percentage)
        {
            return percentage;
        }

        if (Fraction().Match(cell) is { Success: true } outOf)
        {
            return new RatingText(
                CellText.Number(outOf.Groups["n"].Value),
                false,
                CellText.Number(outOf.Groups["of"].Value),
                null,
                false,
                true,
                RatingStyle.Number
            );
        }

        return Special(cell) ?? NumberedWord(cell);
    }

    private static RatingText? Percentages(string cell)
    {
        if (Percentage().Match(cell) is not { Success: true } match || CellText.Number(match.Groups["a"].Value) is not { } first)
        {
            return null;
        }

        var second = CellText.Number(match.Groups["b"].Value);
        var value = match.Groups["sign"].Value switch
        {
            "<" or "≤" or "<=" => first / 2,
            ">" or "≥" or ">=" => (first + 100) / 2,
            _ => second is null ? first : (first + second.Value) / 2,
        };
        return new RatingText(value, true, null, null, false, false, RatingStyle.Number);
    }

    private static RatingText? Special(string cell)
    {
        var text = cell.Trim(' ', '.', '(', ')').ToUpperInvariant();
        var roman = Array.IndexOf(Romans, text) + 1;
        return roman > 0 ? new RatingText(roman, false, null, null, false, false, RatingStyle.Roman)
            : text is [>= 'A' and <= 'E']
                ? new RatingText(
                    5 - (text[0] - 'A'),
                    false,
                    null,
                    text[0] is 'C' or 'E' ? 5 : null,
                    false,
                    false,
                    RatingStyle.Letter
                )
            : text.Length is > 0 and <= 7 && text.All(c => c is '★' or '*' or '⭐')
                ? new RatingText(text.Length, false, null, null, false, false, RatingStyle.Number)
            : null;
    }

    private static RatingText? NumberedWord(string cell)
    {
        var match = Numbered().Match(cell);
        var number = match.Success ? CellText.Number(match.Groups["n"].Value) : null;
        var words = (match.Success ? match.Groups["words"].Value : cell).Trim();
        var bare = Parenthesis().Replace(words, " ").Trim();
        bare = bare.Length > 0 ? bare : words;
        var found = Vocabulary.Words.Scale.Found(bare);
        if (found.Count == 0 || (number is null && found.Sum(f => f.Length) * 2 < Words.Of(bare).Length))
        {
            return number is null ? null : new RatingText(number, false, null, null, false, false, RatingStyle.Number);
        }

        var steps = found.Select(f => f.Meaning[0] - '0').Distinct().ToList();
        var known = found.Sum(f => f.Length) >= Words.Of(words).Length;
        return new RatingText(number, false, null, steps.Max(), steps.Count > 1, known && steps.Count == 1, RatingStyle.Number);
    }

    [GeneratedRegex(
        @"^(?<n>\d+([.,]\d+)?)\s*(/|out of|of|von|de|sur|su|из)\s*(?<of>\d{1,3})$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        5_000
    )]
    private static partial Regex Fraction();

    [GeneratedRegex(
        @"^(?<sign>[<>≤≥]=?|~|ca\.?|approx\.?|up to)?\s*(?<a>\d+([.,]\d+)?)\s*%?\s*((-|–|—|to|bis|a|à)\s*(?<b>\d+([.,]\d+)?)\s*)?[%％٪]$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        5_000
    )]
    private static partial Regex Percentage();

    [GeneratedRegex(
        @"^[\[(]?(?<n>\d{1,3}([.,]\d+)?)[\])]?\s*[-–—:.=)(/|]*\s*(?<words>[^\d]{1,60})$|^(?<words>[^\d]{1,60}?)\s*[-–—:=(\[]*\s*(?<n>\d{1,3}([.,]\d+)?)\s*[\])]?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        5_000
    )]
    private static partial Regex Numbered();

    [GeneratedRegex(@"[(\[（].*?[)\]）]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Parenthesis();
}

/// <summary>How steps are written.</summary>
internal enum RatingStyle
{
    /// <summary>In digits or words.</summary>
    Number,

    /// <summary>I is the lowest.</summary>
    Roman,

    /// <summary>A is the highest of five; beside H, M and L, C is critical and E extreme.</summary>
    Letter,
}
