namespace RiskRegister.Import;

/// <summary>The rating columns of a table, each with its scale.</summary>
internal sealed class RatingReading
{
    private readonly Dictionary<string, ScaleReading> _scales = [];
    private readonly Dictionary<string, (ScaleReading Likelihood, ScaleReading Consequence, bool Swapped)> _pairs = [];
    private readonly Dictionary<string, string> _names = [];

    public RatingReading(Table table, ColumnMapping mapping, ImportOptions options)
    {
        foreach (var dimension in (string[])[Field.Likelihood, Field.Consequence, Field.Feasibility, Field.Benefit])
        {
            var columns = Columns(table, mapping, dimension).ToList();
            var values = columns.SelectMany(c => Values(table, c.Column)).Distinct(StringComparer.Ordinal).ToList();
            foreach (var (field, column) in columns)
            {
                _scales[field] = ScaleReading.Decide(column.Header, values, Steps(options, dimension));
                _names[field] = column.Name;
            }
        }

        foreach (var (field, column) in Columns(table, mapping, Field.Rating))
        {
            var pairs = Values(table, column).Select(RatingPair.Parse).OfType<(string First, string Second)>().ToList();
            var swapped = RatingPair.IsSwapped(column.Header);
            var (first, second) = (pairs.ConvertAll(p => p.First), pairs.ConvertAll(p => p.Second));
            _pairs[field] = (
                ScaleReading.Decide("", swapped ? second : first, options.LikelihoodSteps),
                ScaleReading.Decide("", swapped ? first : second, options.ConsequenceSteps),
                swapped
            );
            _names[field] = column.Name;
        }
    }

    /// <summary>The rating of a row at a stage, or null.</summary>
    public ImportedRating? Read(RowContext row, string stage)
    {
        var (likelihood, consequence) = Fields(row, stage);
        if (row[likelihood] is null && row[consequence] is null)
        {
            return Pair(row, Field.OfRating(stage, Field.Rating));
        }

        var rating = new ImportedRating(Step(row, likelihood), Step(row, consequence));
        if (rating is { Likelihood: null, Consequence: null })
        {
            return null;
        }

        if (!rating.IsComplete)
        {
            KeepHalf(
                row,
                rating.Likelihood is null ? consequence : likelihood,
                rating.Likelihood is null ? likelihood : consequence
            );
        }

        return rating;
    }

    /// <summary>How the columns were converted, and which ratings lack their other half.</summary>
    public IEnumerable<ImportProblem> Messages()
    {
        foreach (var (field, scale) in _scales)
        {
            if (scale.Message() is { } message)
            {
                yield return new ImportProblem(0, _names[field], message);
            }

            if (Other(field) is { } other && !_scales.ContainsKey(other))
            {
                yield return new ImportProblem(
                    0,
                    _names[field],
                    $"No column gives the {other[Array.Find(Field.Stages, s => other.StartsWith(s, StringComparison.Ordinal))!.Length..].ToLowerInvariant()}; a rating needs both, so this one is kept in the notes, too."
                );
            }
        }

        foreach (var (field, (likelihood, consequence, swapped)) in _pairs)
        {
            var order = swapped ? "consequence, then likelihood" : "likelihood, then consequence";
            yield return new ImportProblem(
                0,
                _names[field],
                $"Each cell was read as {order}. {likelihood.Message()} {consequence.Message()}".TrimEnd()
            );
        }
    }

    // Opportunities have scales of their own; where the file has none, those of the risks are the nearest.
    private static (string Likelihood, string Consequence) Fields(RowContext row, string stage)
    {
        var (feasibility, benefit) = (Field.OfRating(stage, Field.Feasibility), Field.OfRating(stage, Field.Benefit));
        return row.IsOpportunity && (row[feasibility] ?? row[benefit]) is not null
            ? (feasibility, benefit)
            : (Field.OfRating(stage, Field.Likelihood), Field.OfRating(stage, Field.Consequence));
    }

    private int? Step(RowContext row, string field)
    {
        if (row[field] is not { } cell)
        {
            return null;
        }

        var (step, exact, problem) = _scales[field].Read(cell);
        if (problem is not null)
        {
            row.Warn(field, problem);
        }

        if (exact)
        {
            row.Take(field);
        }

        return step;
    }

    private void KeepHalf(RowContext row, string given, string missing)
    {
        row.Keep(given);
        if (_scales.ContainsKey(missing))
        {
            row.Warn(missing, $"The rating has no value here that can be read, but {row.Column(given)} has one. Fill it in.");
        }
    }

    private ImportedRating? Pair(RowContext row, string field)
    {
        if (row[field] is not { } cell)
        {
            return null;
        }

        if (RatingPair.Parse(cell) is not { } pair)
        {
            row.Warn(
                field,
                $"\"{CellText.Shorten(cell, 60)}\" is not likelihood and consequence, such as 3 x 4; it is kept in the notes."
            );
            return null;
        }

        var (likelihood, consequence, swapped) = _pairs[field];
        var (first, second) = swapped ? (pair.Second, pair.First) : pair;
        var (a, b) = (likelihood.Read(first), consequence.Read(second));
        if ((a.Problem ?? b.Problem) is { } problem)
        {
            row.Warn(field, problem);
            return null;
        }

        if (a.Exact && b.Exact && !cell.Any(char.IsLetter))
        {
            row.Take(field);
        }

        return new ImportedRating(a.Step, b.Step);
    }

    private static string? Other(string field)
    {
        foreach (
            var (one, two) in ((string, string)[])[(Field.Likelihood, Field.Consequence), (Field.Feasibility, Field.Benefit)]
        )
        {
            foreach (var stage in Field.Stages)
            {
                if (field == Field.OfRating(stage, one))
                {
                    return Field.OfRating(stage, two);
                }

                if (field == Field.OfRating(stage, two))
                {
                    return Field.OfRating(stage, one);
                }
            }
        }

        return null;
    }

    private static IEnumerable<(string Field, TableColumn Column)> Columns(
        Table table,
        ColumnMapping mapping,
        string dimension
    ) =>
        Field
            .Stages.Select(s => Field.OfRating(s, dimension))
            .Where(f => mapping.IndexOf(f) >= 0)
            .Select(f => (f, table.Columns[mapping.IndexOf(f)]));

    private static IEnumerable<string> Values(Table table, TableColumn column) =>
        table.Rows.Select(r => r.Value(column.Index)).OfType<string>();

    private static int Steps(ImportOptions options, string dimension) =>
        dimension switch
        {
            Field.Likelihood => options.LikelihoodSteps,
            Field.Consequence => options.ConsequenceSteps,
            Field.Feasibility => options.FeasibilitySteps,
            _ => options.BenefitSteps,
        };
}
