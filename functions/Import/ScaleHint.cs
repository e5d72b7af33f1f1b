using System.Globalization;
using System.Text.RegularExpressions;

namespace RiskRegister.Import;

/// <summary>The range that a header states for its ratings: "L_1to5", "Impact (1-10)", "Likelihood %".</summary>
/// <param name="Low">Lowest value: 0 or 1.</param>
/// <param name="High">Highest value.</param>
internal readonly partial record struct ScaleHint(decimal Low, decimal High)
{
    /// <summary>The range in a header, or null.</summary>
    public static ScaleHint? In(string header)
    {
        if (Range().Match(header) is { Success: true } range)
        {
            var (low, high) = (Number(range.Groups["low"]), Number(range.Groups["high"]));
            return low is 0 or 1 && high > low && high <= 100 ? new ScaleHint(low, high) : null;
        }

        return header.Contains('%') ? new ScaleHint(0, 100) : null;
    }

    /// <summary>The header without the range.</summary>
    public static string Remove(string header) => Range().Replace(header, " ");

    private static decimal Number(Group digits) => decimal.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"(?<![\d.])(?<low>[01])\s*%?\s*(?:to|bis|do|a|à|до|至|到|[-–—~～]|\.\.+|_to_)\s*(?<high>\d{1,3})(?![\d.])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        5_000
    )]
    private static partial Regex Range();
}
