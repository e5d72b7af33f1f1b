using System.Globalization;

namespace RiskRegister.Import;

/// <summary>
/// Converts the cells of a rating column to the steps of the agency's scale. The scale of the column is decided from its header and all its
/// values; words have a fixed place among five steps (low is 2, medium 3, high 4), so that a row reads the same in any file.
/// </summary>
public sealed class ScaleReading
{
    private readonly Dictionary<string, RatingText?> _parsed = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _converted = new(StringComparer.Ordinal);
    private readonly int _steps;
    private readonly decimal _low;
    private readonly decimal _high;
    private readonly bool _byWord;
    private readonly bool _lettered;
    private readonly string? _assumption;

    private ScaleReading(string header, IEnumerable<string> values, int steps)
    {
        _steps = steps;
        var ratings = values.Select(Parse).OfType<RatingText>().ToList();
        var numbers = ratings
            .Where(r => r is { Number: not null, Percent: false, OutOf: null, Style: not RatingStyle.Letter })
            .ToList();
        _lettered = ratings.Exists(r => r is { Style: RatingStyle.Letter, Word: null });
        _byWord = WordsDisagree(numbers);
        (_low, _high, _assumption) = Range(
            header,
            numbers.ConvertAll(n => n.Number!.Value),
            ratings.Exists(r => r.Word is not null)
        );
    }

    /// <summary>Decides the scale of a column.</summary>
    /// <param name="header">Its header, which may name the scale: "L_1to5", "Impact (1-10)", "Likelihood %".</param>
    /// <param name="values">The cells of the column, and of the same dimension at other stages: they share a scale.</param>
    /// <param name="steps">Steps of the agency's scale, 3 to 7.</param>
    public static ScaleReading Decide(string header, IEnumerable<string> values, int steps) => new(header, values, steps);

    /// <summary>The share of values that are ratings at all, 0 to 1; 1 where there are no values.</summary>
    public static double Share(IReadOnlyCollection<string> values)
    {
        if (values.Count == 0)
        {
            return 1;
        }

        var ratings = values.Select(RatingText.Parse).ToList();
        var readable = ratings.Where(r => r is not null && (r.Number is null || Math.Abs(r.Number.Value) <= 100)).ToList();
        // Flags, and years or ids, are numbers, too.
        return readable.TrueForAll(r => r!.Number is 0) ? 0 : (double)readable.Count / values.Count;
    }

    /// <summary>Converts a cell.</summary>
    /// <returns>
    /// The step from 1, or null with the reason; Exact is true where the cell is fully said by the step, so that the text need not be kept.
    /// </returns>
    public (int? Step, bool Exact, string? Problem) Read(string cell)
    {
        if (Parse(cell) is not { } rating)
        {
            return (
                null,
                false,
                $"\"{CellText.Shorten(cell, 60)}\" is not a rating; it is kept in the notes. Use a number or a word of the scale."
            );
        }

        if (Value(rating) is not { } step)
        {
            return (
                null,
                false,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"\"{cell}\" is not on the scale from {_low} to {_high}; it is kept in the notes."
                )
            );
        }

        var identity =
            rating is { Word: null, Percent: false, OutOf: null, Style: RatingStyle.Number }
            && rating.Number == step
            && IsIdentity;
        var exact =
            identity || (rating is { Plain: true, Number: not null, Word: not null } && rating.Number == step && IsIdentity);
        if (!exact)
        {
            _converted.TryAdd(cell, step);
        }

        return (step, exact, rating.Between ? $"\"{cell}\" names two steps; the higher one, {step}, was taken." : null);
    }

    /// <summary>How the column was converted, for what was read so far; null where each number stands for itself.</summary>
    public string? Message()
    {
        if (_converted.Count == 0)
        {
            return _assumption;
        }

        var examples = string.Join(
            ", ",
            _converted
                .OrderBy(c => c.Value)
                .ThenBy(c => c.Key, StringComparer.Ordinal)
                .Take(12)
                .Select(c => $"{c.Key} = {c.Value}")
        );
        var more = _converted.Count > 12 ? ", ..." : "";
        return $"Converted to the scale from 1 to {_steps}: {examples}{more}. The original text is kept in the notes where it says more.{(_assumption is null ? "" : " " + _assumption)}";
    }

    private bool IsIdentity => _low == 1 && _high == _steps && !_byWord;

    private int? Value(RatingText rating) =>
        rating switch
        {
            { Percent: true } => Share(rating.Number!.Value / 100),
            { OutOf: > 0 and var outOf } => OnScale(rating.Number!.Value, 1, outOf),
            { Style: RatingStyle.Letter } => OnScale(_lettered ? rating.Number!.Value : rating.Word ?? 0, 1, 5),
            { Word: { } word } when rating.Number is null || _byWord => OnScale(word, 1, 5),
            { Style: RatingStyle.Roman } => OnScale(rating.Number!.Value, 1, Math.Max(5, _high is 100 ? 5 : _high)),
            { Number: { } number } => _low == 0 && _high is 1 or 100 ? Share(number / _high) : OnScale(number, _low, _high),
            _ => null,
        };

    // The step in whose part of the whole the value lies; 20 % of five steps is still the first.
    private int? Share(decimal share) => share is < 0 or > 1 ? null : Math.Max(1, (int)Math.Ceiling(share * _steps));

    // The middle of a step of the one scale decides the step of the other.
    private int? OnScale(decimal value, decimal low, decimal high)
    {
        if (value < low || value > high)
        {
            return null;
        }

        var count = high - low + 1;
        var step = Math.Round(value, MidpointRounding.AwayFromZero) - low + 1;
        return count == _steps ? (int)step : Math.Clamp((int)Math.Ceiling((step - 0.5m) / count * _steps), 1, _steps);
    }

    private (decimal Low, decimal High, string? Assumption) Range(string header, List<decimal> numbers, bool named)
    {
        if (ScaleHint.In(header) is { } hint)
        {
            return (
                hint.Low,
                numbers.Count > 0
                && hint.High == 100
                && numbers.TrueForAll(n => n is >= 0 and <= 1)
                && numbers.Exists(n => n != decimal.Truncate(n))
                    ? 1
                    : hint.High,
                null
            );
        }

        if (
            Array.Exists(
                Field.Stages,
                s => header.StartsWith(s, StringComparison.Ordinal) && header.Length > s.Length && char.IsUpper(header[s.Length])
            )
        )
        {
            return (1, _steps, null);
        }

        var highest = numbers.Count == 0 ? 1 : numbers.Max();
        var fractions = numbers.Exists(n => n != decimal.Truncate(n));
        var zero = numbers.Contains(0);
        return highest switch
        {
            <= 1 when fractions => (0, 1, "Its numbers were read as shares from 0 to 1."),
            <= 4 when zero && highest >= 3 && !fractions => (
                0,
                highest,
                string.Create(CultureInfo.InvariantCulture, $"Its numbers were read as a scale from 0 to {highest}.")
            ),
            <= 3 when numbers.Count > 0 && !named && _steps > 3 => (
                1,
                5,
                "No number is above 3; they were read as a scale from 1 to 5. If the scale is shorter, say so in the header, for instance \"1-3\"."
            ),
            <= 5 => (1, 5, null),
            _ when highest == _steps => (1, _steps, null),
            <= 10 => (1, 10, "Its numbers were read as a scale from 1 to 10."),
            _ => (0, 100, "Its numbers were read as a scale from 0 to 100."),
        };
    }

    // "1 - High, 3 - Low", and "3 - High" on a scale of three: there the words say more than the numbers.
    private static bool WordsDisagree(List<RatingText> numbers)
    {
        var pairs = numbers
            .Where(n => n is { Word: not null, Between: false })
            .Select(n => (Number: n.Number!.Value, Word: n.Word!.Value))
            .Distinct()
            .ToList();
        if (pairs.Count < 2)
        {
            return pairs.Count == 1 && numbers.TrueForAll(n => n.Number <= 3) && pairs[0].Number < pairs[0].Word;
        }

        var (lowest, highest) = (pairs.MinBy(p => p.Number), pairs.MaxBy(p => p.Number));
        return lowest.Word > highest.Word || (highest.Number <= 3 && highest.Word >= 4);
    }

    private RatingText? Parse(string cell)
    {
        if (!_parsed.TryGetValue(cell, out var rating))
        {
            _parsed[cell] = rating = RatingText.Parse(cell);
        }

        return rating;
    }
}
