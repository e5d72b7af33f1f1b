namespace RiskRegister.Import;

/// <summary>Reads the rows of one table, one after the other.</summary>
internal sealed class RowReader
{
    private const int MostName = 200;
    private const int MostNames = 20;
    private const int MostNotes = 20_000;

    private readonly Table _table;
    private readonly ColumnMapping _mapping;
    private readonly List<ImportProblem> _problems;
    private readonly Dictionary<string, int> _fields = [];
    private readonly Dictionary<string, DateReading> _dates = [];
    private readonly RatingReading _ratings;
    private readonly ChoiceReading _choices;
    private readonly ActionReading _actions;
    private readonly ContentKeys _keys;
    private int _previous;

    public RowReader(Table table, ColumnMapping mapping, ImportOptions options, List<ImportProblem> problems)
    {
        (_table, _mapping, _problems) = (table, mapping, problems);
        foreach (var column in table.Columns.Where(c => mapping.Columns[c.Index].Field is not (null or Field.Notes)))
        {
            _fields[mapping.Columns[column.Index].Field!] = column.Index;
        }

        foreach (var field in ((string[])[Field.ActionDue, Field.NextReview, Field.RaisedOn]).Where(_fields.ContainsKey))
        {
            _dates[field] = DateReading.Decide(table.Rows.Select(r => r.Cells[_fields[field]]), options.DayFirst);
        }

        _ratings = new RatingReading(table, mapping, options);
        _choices = new ChoiceReading(table, mapping);
        _actions = new ActionReading(_dates.GetValueOrDefault(Field.ActionDue));
        _keys = new ContentKeys(table, mapping);
    }

    /// <summary>The row as an entry; null where it is rejected, which is then among the problems.</summary>
    public ImportedRow? Read(TableRow row)
    {
        var context = new RowContext(_table, _mapping, _fields, row, _problems);
        var afterGap = row.Number > _previous + 1 && _previous > 0;
        _previous = row.Number;
        if (IsFooter(row, afterGap))
        {
            context.Warn(
                null,
                $"Only one cell is filled (\"{CellText.Shorten(row.Cells.First(c => c.Length > 0), 80)}\"), which looks like a heading, a total or a remark; the row is not imported. If it is a risk, fill in its other columns.",
                rejected: true
            );
            return null;
        }

        if (_choices.IsOpportunity(_table, context) is not { } opportunity)
        {
            return null;
        }

        context.IsOpportunity = opportunity;
        if (Statement.Read(context) is not { } statement)
        {
            context.Warn(null, NoTitle(row), rejected: true);
            return null;
        }

        return Entry(context, statement);
    }

    /// <summary>What was assumed about columns.</summary>
    public IEnumerable<ImportProblem> Messages() =>
        [
            .. _ratings.Messages(),
            .. _choices.Messages(),
            .. DatesWithoutActions(),
            .. _dates
                .Where(d => d.Value.Message() is not null)
                .Select(d => new ImportProblem(0, _table.Columns[_fields[d.Key]].Name, d.Value.Message()!)),
        ];

    private IEnumerable<ImportProblem> DatesWithoutActions() =>
        _fields.TryGetValue(Field.ActionDue, out var column) && !_fields.ContainsKey(Field.Actions)
            ?
            [
                new ImportProblem(
                    0,
                    _table.Columns[column].Name,
                    "No column gives the actions that are due; the dates are kept in the notes."
                ),
            ]
            : [];

    private ImportedRow? Entry(RowContext row, Statement statement)
    {
        var (inherent, current, target) = (
            _ratings.Read(row, "inherent"),
            _ratings.Read(row, "current"),
            _ratings.Read(row, "target")
        );
        var (state, reason) = _choices.State(row);
        var (key, hash) = _keys.Of(row.Row, statement.Title);
        var entry = new ImportedRow
        {
            Row = row.Row.Number,
            Kind = row.IsOpportunity ? "opportunity" : "risk",
            Title = statement.Title,
            ContentKey = key,
            ContentHash = hash,
            SourceReference = Reference(row),
            Cause = statement.Cause,
            Event = statement.Event,
            Consequence = statement.Consequence,
            Opening = statement.Opening,
            OpportunityAction = statement.Action,
            Benefit = statement.Benefit,
            Owner = Name(row, Field.Owner),
            Category = Name(row, Field.Category),
            Processes = Names(row, Field.Processes, ';', '\n', '|'),
            Objectives = Names(row, Field.Objectives, ';', '\n', '|'),
            Tags = Names(row, Field.Tags, ';', '\n', '|', ','),
            State = state,
            ClosedReason = reason,
            Inherent = inherent,
            Current = current,
            Target = target,
            Response = _choices.Response(row, inherent, current, target),
            Actions = _actions.Read(row),
            NextReview = Date(row, Field.NextReview),
            RaisedOn = Date(row, Field.RaisedOn),
        };
        return WithNotes(entry, row);
    }

    private static ImportedRow? WithNotes(ImportedRow entry, RowContext row)
    {
        var notes = row.Notes();
        if (notes?.Length > MostNotes)
        {
            row.Warn(
                null,
                $"What fits no field would make notes of {notes.Length} characters; at most {MostNotes} fit. Shorten the longest cells of this row.",
                rejected: true
            );
            return null;
        }

        return entry with
        {
            Notes = notes,
        };
    }

    private string? Reference(RowContext row)
    {
        var reference = _keys.Reference(row.Row);
        if (reference is not null && !_keys.IsUnique(reference))
        {
            row.Warn(
                Field.Reference,
                $"The reference \"{CellText.Shorten(reference, 60)}\" is in several rows of the file; the row is known again by its content instead."
            );
        }

        row.Take(Field.Reference);
        return row.Within(Field.Reference, reference, 100);
    }

    private static string? Name(RowContext row, string field) =>
        row.Within(
            field,
            row.Take(field) is { } text
                ? string.Join(", ", ActionList.Names(text, '\n')) is { Length: > 0 } names
                    ? names
                    : text
                : null,
            MostName
        );

    private static IReadOnlyList<string> Names(RowContext row, string field, params ReadOnlySpan<char> separators)
    {
        var names = row.Take(field) is { } text ? ActionList.Names(text, separators) : [];
        if (names.Count <= MostNames && names.All(n => n.Length <= MostName))
        {
            return names;
        }

        row.Keep(field);
        row.Warn(field, $"At most {MostNames} names of {MostName} characters fit here; the text is kept in the notes.");
        return [];
    }

    private DateOnly? Date(RowContext row, string field)
    {
        if (!_dates.TryGetValue(field, out var dates) || row[field] is not { } text)
        {
            return null;
        }

        var (date, exact, problem) = dates.Read(text);
        if (problem is not null)
        {
            row.Warn(field, problem);
        }

        if (exact && date is not null)
        {
            row.Take(field);
        }

        return date;
    }

    // Below the table: "Total", "Source: ...", or a lonely remark after an empty row.
    private bool IsFooter(TableRow row, bool afterGap)
    {
        if (_fields.Count < 4 || Enumerable.Range(0, row.Cells.Count).Count(i => row.Value(i) is not null) != 1)
        {
            return false;
        }

        var text = Enumerable.Range(0, row.Cells.Count).Select(row.Value).OfType<string>().First();
        var words = Words.Of(text.Split(':')[0]);
        return afterGap || Vocabulary.Words.Totals.Contains(string.Join(' ', words));
    }

    private string NoTitle(TableRow row)
    {
        var columns = ((string[])[Field.Title, Field.Description, Field.Event, Field.Cause])
            .Where(_fields.ContainsKey)
            .Select(f => $"\"{_table.Columns[_fields[f]].Name}\"")
            .ToList();
        var holds = string.Join(" | ", row.Cells.Where(c => c.Length > 0).Take(5).Select(c => CellText.Shorten(c, 40)));
        return columns.Count == 0
            ? "No column is mapped to title or description, so there is nothing to call the risk. Map one."
            : $"The row has no text in {string.Join(" or ", columns)}, so there is nothing to call the risk; it is not imported. Fill one in. It holds: {holds}";
    }
}
