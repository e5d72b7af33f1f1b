namespace RiskRegister.Entries.Pursuing;

/// <summary>
/// What an opportunity has brought against what it was to bring. A measure that is told several times is most often a state, such as
/// "answers within a week", so values do not add up: the one of the latest day counts, and of two for that day the one told later.
/// </summary>
/// <param name="Expected">How much is expected.</param>
/// <param name="Realised">How much there is; null while nothing was told.</param>
/// <param name="Share">Realised by expected, rounded to four places: 1 is all of it; null while nothing was told.</param>
public sealed record Realisation(decimal Expected, decimal? Realised, double? Share)
{
    /// <summary>The realisation of an entry of which a benefit is expected; null for all others.</summary>
    public static Realisation? Of(Entry entry)
    {
        if (entry.Expected is not { Value: var expected })
        {
            return null;
        }

        var realised = entry.Realised.OrderBy(told => told.On).LastOrDefault()?.Value;
        // By double, because the quotient of two decimals may be too large for a decimal.
        return new Realisation(
            expected,
            realised,
            realised is { } value ? Math.Round((double)value / (double)expected, 4) : null
        );
    }
}
