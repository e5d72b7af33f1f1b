namespace RiskRegister.Import;

/// <summary>One row while it is read: its cells by field, its notes and problems.</summary>
internal sealed class RowContext(
    Table table,
    ColumnMapping mapping,
    IReadOnlyDictionary<string, int> fields,
    TableRow row,
    List<ImportProblem> problems
)
{
    private readonly List<string> _kept = [];
    private readonly HashSet<int> _used = [];

    /// <summary>The row.</summary>
    public TableRow Row { get; } = row;

    /// <summary>True for an opportunity.</summary>
    public bool IsOpportunity { get; set; }

    /// <summary>The text of a field; null where it has no column, or the cell stands for nothing.</summary>
    public string? this[string field] => fields.TryGetValue(field, out var column) ? Row.Value(column) : null;

    /// <summary>Name of the column of a field, or null.</summary>
    public string? Column(string field) => fields.TryGetValue(field, out var column) ? table.Columns[column].Name : null;

    /// <summary>The text of a field, noted as used.</summary>
    public string? Take(string field)
    {
        if (fields.TryGetValue(field, out var column))
        {
            _used.Add(column);
        }

        return this[field];
    }

    /// <summary>Keeps the text of a field in the notes, under the name of its column.</summary>
    public void Keep(string field)
    {
        if (fields.TryGetValue(field, out var column))
        {
            _used.Remove(column);
        }
    }

    /// <summary>Keeps a text that is not a whole cell.</summary>
    public void Keep(string name, string text) => _kept.Add($"{name}: {text}");

    /// <summary>Reports something about a field of this row.</summary>
    public void Warn(string? field, string message, bool rejected = false) =>
        problems.Add(new ImportProblem(Row.Number, field is null ? null : Column(field) ?? field, message, rejected));

    /// <summary>A text within a limit: what is longer is shortened at a word, and kept whole in the notes with a message.</summary>
    public string? Within(string field, string? text, int most)
    {
        if (text is null || text.Length <= most)
        {
            return text;
        }

        Keep(Column(field) ?? field, text);
        Warn(
            field,
            $"The text has {text.Length} characters, at most {most} fit here; it was shortened, and is kept whole in the notes."
        );
        return CellText.Shorten(text, most);
    }

    /// <summary>The column of notes as it is, then each cell that went into no field, then what was kept.</summary>
    public string? Notes()
    {
        var lines = new List<string>();
        for (var i = 0; i < Row.Cells.Count; i++)
        {
            if (mapping.Columns[i].Field == Field.Notes && Row.Value(i) is not null)
            {
                lines.Add(lines.Count == 0 ? Row.Cells[i] : $"{table.Columns[i].Name}: {Row.Cells[i]}");
            }
        }

        for (var i = 0; i < Row.Cells.Count; i++)
        {
            if (mapping.Columns[i].Field != Field.Notes && !_used.Contains(i) && Row.Value(i) is not null)
            {
                lines.Add($"{table.Columns[i].Name}: {Row.Cells[i]}");
            }
        }

        lines.AddRange(_kept);
        return lines.Count == 0 ? null : string.Join("\n", lines);
    }
}
