using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace RiskRegister.Import;

/// <summary>What single cells hold.</summary>
internal static partial class CellText
{
    private static readonly SearchValues<char> Lines = SearchValues.Create("-–—−_=: ");

    /// <summary>True for cells that say that there is nothing: empty, dashes, N/A, TBD, #REF!.</summary>
    public static bool IsNull(string cell) =>
        cell.Length == 0
        || IsRule(cell)
        || (
            cell.Length <= 30
            && Words.Key(cell) is var key
            && (key.Length == 0 ? cell.All(c => c is '?' or '.' or '*' or '/' or ' ') : Vocabulary.Words.Nulls.Contains(key))
        );

    /// <summary>True for nothing but dashes and lines.</summary>
    public static bool IsRule(string cell) => !cell.AsSpan().ContainsAnyExcept(Lines);

    /// <summary>True for a number, also with thousands separators, a percent sign or a currency.</summary>
    public static bool IsNumber(string cell) => Number(cell) is not null || Amount(cell) is not null;

    /// <summary>
    /// A plain number, whatever its decimal separator; digits of other scripts count. A comma before exactly three digits separates
    /// thousands.
    /// </summary>
    public static decimal? Number(string cell)
    {
        if (cell.Length is 0 or > 30)
        {
            return null;
        }

        var text = string.Concat(WithAsciiDigits(cell).Where(c => c is not (' ' or '\'')));
        text =
            Thousands().IsMatch(text) ? text.Replace(",", "", StringComparison.Ordinal)
            : GermanThousands().IsMatch(text) ? text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.')
            : text.Replace(',', '.');
        return decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
    }

    /// <summary>An amount of money with its currency, or a number beyond a thousand.</summary>
    public static decimal? Amount(string cell)
    {
        if (cell.Length > 40 || Currency().Match(cell) is not { Success: true } match)
        {
            return Number(cell) is { } plain && Math.Abs(plain) >= 1_000 ? plain : null;
        }

        var amount = Number(match.Groups["number"].Value);
        return match.Groups["minus"].Captures.Any(c => c.Length > 0) || (cell.StartsWith('(') && cell.EndsWith(')'))
            ? -amount
            : amount;
    }

    /// <summary>The beginning of a text up to a word's end, with an ellipsis where something was left out.</summary>
    public static string Shorten(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var space = text.LastIndexOfAny([' ', '\n', '\t'], most - 2, most / 3);
        var end = space > 0 ? space : most - 1;
        end -= char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
        return text[..end].TrimEnd(' ', '\n', ',', ';', '.', ':') + "…";
    }

    /// <summary>Decimal digits of all scripts as 0 to 9, and the minus sign as a hyphen.</summary>
    public static string WithAsciiDigits(string text) =>
        string.Concat(
            text.Select(c =>
                char.IsDigit(c) && c > '9' ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c))
                : c is '−' ? '-'
                : c is '٫' ? '.'
                : c
            )
        );

    [GeneratedRegex(@"^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Thousands();

    [GeneratedRegex(
        @"^[+-]?\d{1,3}(\.\d{3})+(,\d+)$|^[+-]?\d{1,3}(\.\d{3}){2,}$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        5_000
    )]
    private static partial Regex GermanThousands();

    [GeneratedRegex(
        @"^\(?\s*(?<minus>[-−]?)\s*(?:\p{Sc}|[A-Z]{2,3}\$?|R\$|kr\.?|Fr\.|zł)?\s*(?<minus>[-−]?)\s*(?<number>\d[\d.,' ]*)\s*(?:k|m|mio|mln|million)?\.?\s*(?:\p{Sc}|[A-Z]{3}|kr\.?|Fr\.|zł|Kč|руб\.?)?\s*\)?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        5_000
    )]
    private static partial Regex Currency();
}
