namespace RiskRegister.Import;

/// <summary>The distinct values of one column, and for which fields they are fit.</summary>
internal sealed class ColumnValues
{
    /// <summary>Most values that are looked at.</summary>
    public const int Enough = 500;

    private bool? _areRatings;
    private bool? _areNumbers;
    private bool? _areDates;

    public ColumnValues(Table table, int column) =>
        Distinct = [.. table.Rows.Select(r => r.Value(column)).OfType<string>().Distinct(StringComparer.Ordinal).Take(Enough)];

    /// <summary>What the cells hold, without those that stand for nothing.</summary>
    public IReadOnlyList<string> Distinct { get; }

    /// <summary>Ratings, or nothing that speaks against it.</summary>
    public bool AreRatings => _areRatings ??= ScaleReading.Share(Distinct) >= 0.6;

    /// <summary>Likelihood and consequence together.</summary>
    public bool ArePairs => Distinct.Count > 0 && Distinct.Count(v => RatingPair.Parse(v) is not null) >= Distinct.Count * 0.6;

    /// <summary>Numbers or amounts.</summary>
    public bool AreNumbers => _areNumbers ??= Distinct.Count > 0 && Distinct.Count(CellText.IsNumber) >= Distinct.Count * 0.8;

    /// <summary>Average length of the values.</summary>
    public double Length => Distinct.Count == 0 ? 0 : Distinct.Average(v => v.Length);

    /// <summary>True where the values don't contradict the field.</summary>
    public bool Fit(string field) =>
        field switch
        {
            Field.Kind => Known(Vocabulary.Words.Kind, 3) >= 0.5,
            Field.Status => Known(Vocabulary.Words.Status, 6) >= 0.4,
            Field.Response => Known(Vocabulary.Words.Response, 4) >= 0.5,
            Field.Actions => Distinct.Count == 0
                || (Known(Vocabulary.Words.Response, 2) < 0.7 && !AreNumbers && !AreDates && !AreFlags),
            Field.ActionDue or Field.NextReview or Field.RaisedOn => DateReading.Share(Distinct) >= 0.5,
            Field.Title or Field.Description or Field.Event or Field.Cause or Field.Owner => !AreNumbers
                && !AreDates
                && !AreFlags
                && !AreLevels,
            Field.Consequence or Field.Opening or Field.Benefit => Distinct.Count == 0
                || (!AreNumbers && !AreFlags && !AreRatings),
            Field.Category or Field.Objectives or Field.Processes => !AreNumbers && !AreDates && !AreFlags,
            Field.Reference => Length <= 40 && !AreDates,
            _ => true,
        };

    /// <summary>Share of the values that the vocabulary knows; 1 where there are none.</summary>
    public double Known(Meanings meanings, int words) =>
        Distinct.Count == 0 ? 1 : (double)Distinct.Count(v => meanings.Within(v, words) is not null) / Distinct.Count;

    // A column "Risk" may hold the level of the risk.
    private bool AreLevels => Distinct.Count is > 0 and <= 7 && AreRatings;

    private bool AreDates => _areDates ??= Distinct.Count > 0 && DateReading.Share(Distinct) >= 0.8 && !AreRatings;

    private bool AreFlags => Distinct.Count is > 0 and <= 4 && Distinct.All(v => Vocabulary.Words.Flags.Contains(Words.Key(v)));
}
