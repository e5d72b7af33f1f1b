using System.Text.RegularExpressions;

namespace RiskRegister.Import;

/// <summary>Cells that hold likelihood and consequence together: "3 x 4 = 12", "L3 / I4", "4*5 (20)".</summary>
internal static partial class RatingPair
{
    /// <summary>The two texts in the order of the cell, or null.</summary>
    public static (string First, string Second)? Parse(string cell)
    {
        var match = cell.Length > 60 ? Match.Empty : Pair().Match(cell);
        return match.Success ? (match.Groups["a"].Value, match.Groups["b"].Value) : null;
    }

    /// <summary>True where the header names the consequence first: "Impact x Likelihood".</summary>
    public static bool IsSwapped(string header)
    {
        var words = Words.Of(header);
        return Place(words, Field.Consequence) < Place(words, Field.Likelihood);
    }

    private static int Place(string[] words, string dimension) =>
        Vocabulary.Words.Ratings[dimension].Select(p => p.In(words)).Where(at => at >= 0).DefaultIfEmpty(-1).Min();

    [GeneratedRegex(
        @"^\s*(?:[LPFO]\w{0,10}\s*[:=]?\s*)?(?<a>\d{1,3}([.,]\d+)?)\s*(?:[x×*·✕х]|[,;/|]?\s*(?=[ICSG]))\s*(?:[ICSG]\w{0,10}\s*[:=]?\s*)?(?<b>\d{1,3}([.,]\d+)?)\s*(?:[=(:→].*)?$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        5_000
    )]
    private static partial Regex Pair();
}
