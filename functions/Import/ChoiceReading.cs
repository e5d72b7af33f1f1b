namespace RiskRegister.Import;

/// <summary>The columns with few answers: type, status, response.</summary>
internal sealed class ChoiceReading
{
    private static readonly string[] ForRisks =
    [
        "avoid",
        "removeSource",
        "changeLikelihood",
        "changeConsequence",
        "share",
        "retain",
        "take",
    ];
    private static readonly string[] ForOpportunities = ["exploit", "enhance", "share", "accept", "decline"];

    private readonly bool _opportunities;
    private readonly int[] _amounts;
    private readonly OrderedDictionary<(string Column, string Text), (string Then, List<int> Rows)> _unknown = [];

    public ChoiceReading(Table table, ColumnMapping mapping)
    {
        var sheet = Vocabulary.Words.Kind.Found(table.Sheet ?? "");
        _opportunities = sheet.Count > 0 && sheet.All(f => f.Meaning == "opportunity");
        _amounts =
            mapping.IndexOf(Field.Kind) >= 0
                ? []
                : [.. table.Columns.Where(c => mapping.Columns[c.Index].Field is null && IsCost(table, c)).Select(c => c.Index)];
    }

    /// <summary>Texts that the vocabulary does not know, once each, with the rows that have them.</summary>
    public IEnumerable<ImportProblem> Messages() =>
        _unknown.Select(u => new ImportProblem(
            u.Value.Rows.Count == 1 ? u.Value.Rows[0] : 0,
            u.Key.Column,
            $"\"{CellText.Shorten(u.Key.Text, 60)}\" is not known ({Rows(u.Value.Rows)}); {u.Value.Then}."
        ));

    /// <summary>Whether the row is an opportunity; null where it is neither that nor a risk, which is then reported.</summary>
    public bool? IsOpportunity(Table table, RowContext row)
    {
        if (row[Field.Kind] is not { } text)
        {
            return _opportunities || HasNegativeCost(table, row);
        }

        var kind = Vocabulary.Words.Kind.Within(text, 3);
        if (kind is null)
        {
            Unknown(
                row,
                Field.Kind,
                text,
                _opportunities ? "read as an opportunity and kept in the notes" : "read as a risk and kept in the notes"
            );
            return _opportunities;
        }

        if (kind is not ("risk" or "opportunity"))
        {
            row.Warn(
                Field.Kind,
                $"The type \"{text}\" ({kind}) is not a risk or an opportunity, so the row is not imported. If it is one, change the type.",
                rejected: true
            );
            return null;
        }

        row.Take(Field.Kind);
        return kind == "opportunity";
    }

    /// <summary>The state, and the reason where it is closed.</summary>
    public (string State, string? ClosedReason) State(RowContext row)
    {
        if (row[Field.Status] is not { } text)
        {
            return ("open", null);
        }

        var state = Vocabulary.Words.Status.Within(text);
        if (state is null)
        {
            Unknown(row, Field.Status, text, "read as open and kept in the notes");
        }

        if (string.Equals(text, state, StringComparison.OrdinalIgnoreCase))
        {
            row.Take(Field.Status);
        }

        if (state != "closed")
        {
            return (state ?? "open", null);
        }

        var reason = row.Take(Field.ClosedReason) ?? $"Status in the imported file: {row.Take(Field.Status)}";
        return (state, row.Within(Field.ClosedReason, reason, 4_000));
    }

    /// <summary>The response, or null.</summary>
    public string? Response(RowContext row, ImportedRating? inherent, ImportedRating? current, ImportedRating? target)
    {
        if (row[Field.Response] is not { } text)
        {
            return null;
        }

        var found = Vocabulary.Words.Response.Found(text).OrderBy(f => f.At).ToList();
        var response =
            found.Count == 0
                ? null
                : Fitting(
                    found[0].Meaning,
                    row.IsOpportunity,
                    inherent ?? current,
                    inherent is null ? target : target ?? current
                );
        if (response is null)
        {
            Unknown(
                row,
                Field.Response,
                text,
                row.IsOpportunity
                    ? "it is no response to an opportunity, and kept in the notes"
                    : "it is no response to a risk, and kept in the notes"
            );
        }
        else if (string.Equals(text, response, StringComparison.OrdinalIgnoreCase))
        {
            row.Take(Field.Response);
        }

        return response;
    }

    // "Reduce" says neither likelihood nor consequence; the ratings may.
    private static string? Fitting(string response, bool opportunity, ImportedRating? before, ImportedRating? after) =>
        opportunity
            ? response switch
            {
                "retain" => "accept",
                "avoid" => "decline",
                "take" => "exploit",
                _ => Array.Find(ForOpportunities, r => r == response),
            }
        : response == "reduce"
            ? before is { IsComplete: true }
                && after is { IsComplete: true }
                && after.Likelihood >= before.Likelihood
                && after.Consequence < before.Consequence
                    ? "changeConsequence"
                : "changeLikelihood"
        : Array.Find(ForRisks, r => r == response);

    private void Unknown(RowContext row, string field, string text, string then)
    {
        var key = (row.Column(field)!, text);
        if (!_unknown.TryGetValue(key, out var known))
        {
            _unknown[key] = known = (then, []);
        }

        known.Rows.Add(row.Row.Number);
    }

    private bool HasNegativeCost(Table table, RowContext row)
    {
        var column = Array.Find(_amounts, c => CellText.Amount(row.Row.Cells[c]) < 0);
        var found = _amounts.Length > 0 && CellText.Amount(row.Row.Cells[column]) < 0;
        if (found)
        {
            row.Warn(
                null,
                $"{table.Columns[column].Name} is negative ({row.Row.Cells[column]}), a gain; the row was read as an opportunity."
            );
        }

        return found;
    }

    // Costs, of which few are negative; a balance that goes up and down is none.
    private static bool IsCost(Table table, TableColumn column)
    {
        if (!Words.Of(column.Header).Any(Vocabulary.Words.Amounts.Has))
        {
            return false;
        }

        var cells = table.Rows.Select(r => r.Value(column.Index)).OfType<string>().ToList();
        var amounts = cells.Select(CellText.Amount).OfType<decimal>().ToList();
        return amounts.Exists(a => a < 0) && amounts.Count * 2 >= cells.Count && amounts.Count(a => a < 0) * 2 < amounts.Count;
    }

    private static string Rows(List<int> rows) =>
        rows.Count == 1 ? $"row {rows[0]}" : $"rows {string.Join(", ", rows.Take(10))}{(rows.Count > 10 ? ", ..." : "")}";
}
