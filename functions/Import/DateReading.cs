using System.Globalization;
using System.Text.RegularExpressions;

namespace RiskRegister.Import;

/// <summary>Reads the dates of a column; whether day or month comes first is decided from all of them.</summary>
public sealed partial class DateReading
{
    private readonly bool? _dayFirst;
    private readonly bool _contradicts;
    private bool _assumed;

    private DateReading(bool? dayFirst, bool contradicts) => (_dayFirst, _contradicts) = (dayFirst, contradicts);

    /// <summary>Decides the order of the column.</summary>
    /// <param name="values">All its cells.</param>
    /// <param name="dayFirst">What the agency's country writes; null for day first.</param>
    public static DateReading Decide(IEnumerable<string> values, bool? dayFirst = null)
    {
        var numeric = values
            .Select(v => Numeric().Match(CellText.WithAsciiDigits(v)))
            .Where(m => m.Success && m.Groups["sep"].Value != ".")
            .ToList();
        var day = numeric.Exists(m => Int(m, "a") > 12);
        var month = numeric.Exists(m => Int(m, "b") > 12);
        return new DateReading(day == month ? dayFirst : day, day && month);
    }

    /// <summary>The share of values that are dates or stand for an open end, 0 to 1; 1 where there are no values.</summary>
    public static double Share(IReadOnlyCollection<string> values)
    {
        var reading = new DateReading(null, false);
        return values.Count == 0 ? 1
            : values.All(IsOpenEnded) ? 0.5
            : (double)values.Count(v => IsOpenEnded(v) || reading.Read(v).Date is not null) / values.Count;
    }

    /// <summary>Converts a cell.</summary>
    /// <returns>The date, or null with the reason; Exact is false where the cell names only a month, quarter or year: its last day is taken.</returns>
    public (DateOnly? Date, bool Exact, string? Problem) Read(string cell)
    {
        if (cell.Length <= 60 && IsOpenEnded(cell))
        {
            return (null, false, $"\"{cell}\" is no particular day; it is kept in the notes.");
        }

        if (cell.Length > 60 || !cell.Any(char.IsDigit))
        {
            return (null, false, NotADate(cell));
        }

        cell = CellText.WithAsciiDigits(cell);

        if (Numeric().Match(cell) is { Success: true } numeric)
        {
            return Ordered(cell, numeric);
        }

        var date = YearFirst(cell) ?? Serial(cell) ?? NamedMonth(cell);
        if (date is not null)
        {
            return (date, true, null);
        }

        var period = Period(cell);
        return period is null ? (null, false, NotADate(cell)) : (period, false, null);
    }

    /// <summary>What was assumed; null if nothing was.</summary>
    public string? Message() =>
        !_assumed ? null
        : _dayFirst == false ? "Dates such as 3/4/2026 were read with the month first."
        : "Dates such as 3/4/2026 were read with the day first. If the month comes first, write them as 2026-03-04.";

    private (DateOnly? Date, bool Exact, string? Problem) Ordered(string cell, Match match)
    {
        var (first, second, year) = (Int(match, "a"), Int(match, "b"), Year(match));
        var ambiguous = first <= 12 && second <= 12 && first != second && match.Groups["sep"].Value != ".";
        if (ambiguous && _contradicts)
        {
            return (
                null,
                false,
                $"\"{cell}\" may be two dates: other rows have the day first and others the month. Write it as 2026-03-04. It is kept in the notes."
            );
        }

        _assumed |= ambiguous;
        var dayFirst = second <= 12 && (first > 12 || match.Groups["sep"].Value == "." || (_dayFirst ?? true));
        var date = dayFirst ? Date(year, second, first) : Date(year, first, second);
        return (date, true, date is null ? NotADate(cell) : null);
    }

    private static string NotADate(string cell) =>
        $"\"{CellText.Shorten(cell, 60)}\" is not a date; it is kept in the notes. Write dates as 2026-03-04.";

    private static bool IsOpenEnded(string cell) => cell.Length <= 40 && Vocabulary.Words.OpenEnded.Contains(Words.Key(cell));

    private static DateOnly? YearFirst(string cell) =>
        YearMonthDay().Match(cell) is { Success: true } match ? Date(Int(match, "y"), Int(match, "m"), Int(match, "d")) : null;

    // Excel counts days from the end of 1899.
    private static DateOnly? Serial(string cell) =>
        CellText.Number(cell) is { } days and >= 20_000 and < 80_000 ? new DateOnly(1899, 12, 30).AddDays((int)days)
        : cell.Length == 8 && int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
            ? Date(digits / 10_000, digits / 100 % 100, digits % 100)
        : null;

    // "3 Mar 2026", "March 3rd, 2026", "15 de marzo de 2026", "03-Mar-26".
    private static DateOnly? NamedMonth(string cell)
    {
        if (Month(cell) is not { } month)
        {
            return null;
        }

        var numbers = Digits().Matches(cell).Select(m => int.Parse(m.ValueSpan, CultureInfo.InvariantCulture)).ToList();
        return numbers switch
        {
            [<= 31 and > 0 and var day, var year] when year > 31 || year >= 20 => Date(FullYear(year), month, day),
            [> 31 and var year, <= 31 and var day] => Date(FullYear(year), month, day),
            _ => null,
        };
    }

    // "March 2026", "Q3 2026", "2026-03", "03/2026", "2026": the last day of it.
    private static DateOnly? Period(string cell)
    {
        if (Quarter().Match(cell) is { Success: true } quarter)
        {
            return End(FullYear(Int(quarter, "y")), Int(quarter, "q") * 3);
        }

        if (YearMonth().Match(cell) is { Success: true } month)
        {
            return End(Int(month, "y"), Int(month, "m"));
        }

        var numbers = Digits().Matches(cell).Select(m => int.Parse(m.ValueSpan, CultureInfo.InvariantCulture)).ToList();
        if (numbers is not [var year])
        {
            return null;
        }

        // "Mar-26" is a month of 2026, "26-Mar" a day of no year.
        var isYear = year is > 1990 and < 2100 || (year is >= 20 and < 100 && !char.IsDigit(cell[0]));
        return !isYear ? null
            : Month(cell) is { } named ? End(FullYear(year), named)
            : cell.Length == 4 ? End(year, 12)
            : null;
    }

    private static int? Month(string cell)
    {
        foreach (var word in Words.Of(DigitsAndLetters().Replace(cell, " ")))
        {
            var month = Array.FindIndex(Vocabulary.Words.Months, names => Array.Exists(names, n => n.Is([word])));
            if (month >= 0)
            {
                return month + 1;
            }
        }

        return null;
    }

    private static DateOnly? End(int year, int month) =>
        month is < 1 or > 12 || Date(year, month, 1) is not { } first ? null : first.AddMonths(1).AddDays(-1);

    private static DateOnly? Date(int year, int month, int day) =>
        year is >= 1900 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    private static int Year(Match match) => FullYear(Int(match, "y"));

    private static int FullYear(int year) =>
        year >= 100 ? year
        : year < 70 ? 2000 + year
        : 1900 + year;

    private static int Int(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^[^\d]{0,4}(?<a>[0-9]{1,2})\s*(?<sep>[./-])\s*(?<b>[0-9]{1,2})\s*[./-]\s*(?<y>[0-9]{4}|[0-9]{2})\.?([ T,]+[0-9:.]+\s*([AP]M)?Z?)?$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        5_000
    )]
    private static partial Regex Numeric();

    [GeneratedRegex(
        @"^(?<y>(19|20|21)[0-9]{2})\s*[-/.年]\s*(?<m>[0-9]{1,2})\s*[-/.月]\s*(?<d>[0-9]{1,2})\s*[日号]?([ T].*)?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        5_000
    )]
    private static partial Regex YearMonthDay();

    [GeneratedRegex(
        @"^((?<y>(19|20)[0-9]{2})\s*[-/.年]\s*(?<m>[0-9]{1,2})\s*月?|(?<m>[0-9]{1,2})\s*[-/.]\s*(?<y>(19|20)[0-9]{2}))$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        5_000
    )]
    private static partial Regex YearMonth();

    [GeneratedRegex(
        @"^((Q|T|K|Quarter |KW)\s*(?<q>[1-4])\s*[-/ ,']*\s*(FY)?\s*(?<y>(20)?[0-9]{2})|(?<y>20[0-9]{2})\s*[-/ ]*\s*(Q|T|K)(?<q>[1-4]))$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        5_000
    )]
    private static partial Regex Quarter();

    [GeneratedRegex("[0-9]{1,4}", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Digits();

    [GeneratedRegex(@"[0-9]+(st|nd|rd|th|er|º|ª)?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex DigitsAndLetters();
}
