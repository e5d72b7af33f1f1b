namespace RiskRegister.Import;

/// <summary>Finds the mapping of a table: each field goes to the column whose header names it best and whose values fit it.</summary>
internal sealed class MappingProposal
{
    private readonly Table _table;
    private readonly ColumnValues[] _values;
    private readonly string?[] _fields;
    private readonly HashSet<string> _taken = [];
    private readonly List<ImportProblem> _messages = [];

    public MappingProposal(Table table)
    {
        _table = table;
        _values = [.. table.Columns.Select(c => new ColumnValues(table, c.Index))];
        _fields = new string?[table.Columns.Count];
    }

    /// <summary>The proposal.</summary>
    public ColumnMapping Make()
    {
        foreach (var column in _table.Columns.Where(c => IsOwnName(c.Header)))
        {
            Take(column.Index, column.Header);
        }

        var candidates = _table
            .Columns.Where(c => _fields[c.Index] is null)
            .SelectMany(Candidates)
            .OrderByDescending(c => c.Score)
            .ThenBy(c => c.Column)
            .ToList();
        var ratings = new RatingColumns(_table, [.. candidates.Where(c => c.IsRating)]);
        foreach (var (column, field) in ratings.Assigned)
        {
            Take(column, field);
        }

        foreach (
            var candidate in candidates.Where(c =>
                !c.IsRating && _fields[c.Column] is null && !ratings.Claimed.Contains(c.Column)
            )
        )
        {
            Take(candidate.Column, candidate.Field);
        }

        FromValues();
        _messages.AddRange(ratings.Messages);
        return new ColumnMapping(
            [.. _table.Columns.Select(c => new MappedColumn(c.Name, _fields[c.Index] is "none" ? null : _fields[c.Index]))],
            _messages
        );
    }

    // The register's own exports name the fields themselves; a single word may be anybody's.
    private static bool IsOwnName(string header) =>
        header.Any(char.IsAsciiLetterUpper) && Field.All.Contains(header, StringComparer.Ordinal);

    // "none" and notes may be taken by several columns.
    private void Take(int column, string field)
    {
        if (
            _fields[column] is null
            && (field is "none" || _taken.Add(field) || (field is Field.Notes && !_fields.Contains(Field.Notes)))
        )
        {
            _fields[column] = field;
        }
    }

    private IEnumerable<Candidate> Candidates(TableColumn column)
    {
        var values = _values[column.Index];
        var meanings = Meanings(column).ToList();
        foreach (var meaning in meanings)
        {
            var (field, rating) = (meaning.Field, meaning.IsRating);
            if (rating)
            {
                // Without values "consequences" is a text.
                if (
                    values.Distinct.Count == 0
                    && meanings.Exists(m => m.Field == field && !m.IsRating && m.Score >= meaning.Score)
                )
                {
                    continue;
                }

                if (field == Field.Rating ? values.ArePairs : values.AreRatings)
                {
                    yield return new Candidate(column.Index, field, meaning.Score, true);
                }
                else if (field is Field.Consequence && values.Fit(Field.Consequence))
                {
                    // "Impact" is often told in words.
                    yield return new Candidate(column.Index, Field.Consequence, meaning.Score - 1, false);
                }
            }
            else if (field is Field.Consequence or Field.Benefit && values.Distinct.Count > 0 && values.AreRatings)
            {
                yield return new Candidate(column.Index, field, meaning.Score, true);
            }
            else if (values.Fit(field) || IsPlainly(field, column))
            {
                yield return new Candidate(column.Index, field, meaning.Score + Bonus(field, column, values), false);
            }
        }
    }

    // Titles such as "Risk 1" or "May 1" read as levels or days, but a column that is called Title has titles.
    private static bool IsPlainly(string field, TableColumn column) =>
        field is Field.Title or Field.Description && string.Equals(column.Header, field, StringComparison.OrdinalIgnoreCase);

    // A type that says risk or opportunity is worth more than a category, a type without values less; of two status columns the one
    // whose words are all known tells best what is open and what closed.
    private static double Bonus(string field, TableColumn column, ColumnValues values) =>
        (field, values.Distinct.Count > 0) switch
        {
            (Field.Kind, true) => 4,
            (Field.Kind, false) when column.Header.Length < 9 => -6,
            (Field.Status, true) => (values.Known(Vocabulary.Words.Status, 6) * 40) - 40,
            _ => 0,
        };

    private static IEnumerable<Meaning> Meanings(TableColumn column)
    {
        var own = HeaderMatch.Of(column.Header);
        return own.Count > 0 || column.Group is null ? own : HeaderMatch.Of($"{column.Group} {column.Header}");
    }

    // Headers in words that nobody foresaw: the values still tell what is a rating in one cell, and which text is the description.
    private void FromValues()
    {
        foreach (var column in _table.Columns.Where(c => _fields[c.Index] is null or "none" && _values[c.Index].ArePairs))
        {
            _fields[column.Index] = null;
            var stage = HeaderMatch.Stage(column.Header) ?? HeaderMatch.Stage(column.Group);
            Take(column.Index, Field.OfRating(stage is "residual" or null ? "current" : stage, Field.Rating));
        }

        if (!_taken.Overlaps([Field.Title, Field.Description, Field.Event, Field.Cause]))
        {
            var longest = _table
                .Columns.Where(c =>
                    _fields[c.Index] is null
                    && _values[c.Index].Fit(Field.Description)
                    && _values[c.Index].Distinct.Count > Math.Min(_table.Rows.Count, ColumnValues.Enough) / 2
                )
                .MaxBy(c => _values[c.Index].Length);
            if (longest is not null && _values[longest.Index].Length >= 12)
            {
                Take(longest.Index, Field.Description);
                _messages.Add(
                    new ImportProblem(
                        0,
                        longest.Name,
                        "No header names a title or a description; this column has the longest texts and was taken for it."
                    )
                );
            }
        }

        if (
            !_taken.Contains(Field.Reference)
            && _table.Rows.Count > 1
            && _table.Columns.FirstOrDefault(c => c.Header.Length == 0 && IsCounted(c)) is { } counted
        )
        {
            Take(counted.Index, Field.Reference);
        }
    }

    private bool IsCounted(TableColumn column) =>
        _fields[column.Index] is null
        && _values[column.Index].Distinct is { Count: > 1 } values
        && values.All(v => v.Length <= 12 && char.IsDigit(v[^1]) && !v.Contains(' '))
        && values.Count == Math.Min(ColumnValues.Enough, _table.Rows.Count(r => r.Value(column.Index) is not null));
}

/// <summary>A field that a column may have.</summary>
internal sealed record Candidate(int Column, string Field, double Score, bool IsRating);
