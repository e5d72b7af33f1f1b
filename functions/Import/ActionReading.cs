namespace RiskRegister.Import;

/// <summary>The actions of a row, with owners and dates.</summary>
internal sealed class ActionReading(DateReading? dates)
{
    private const int MostTitle = 200;

    /// <summary>Reads the actions; owners and dates without an action stay in the notes.</summary>
    public IReadOnlyList<ImportedAction> Read(RowContext row)
    {
        // "Accept" in a column of mitigations is a response, not something to be done.
        if (row[Field.Actions] is not { } text || Vocabulary.Words.Response.Exactly(text) is not null)
        {
            return [];
        }

        row.Take(Field.Actions);
        var titles = ActionList.Split(text);
        var owners = Owners(row, titles.Count);
        var due = Due(row, titles.Count);
        return
        [
            .. titles.Select(
                (title, i) => new ImportedAction(Title(row, title), owners[owners.Count > 1 ? i : 0], due[due.Count > 1 ? i : 0])
            ),
        ];
    }

    private static string Title(RowContext row, string title)
    {
        var line = string.Join(' ', title.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return row.Within(Field.Actions, line, MostTitle)!;
    }

    private static List<string?> Owners(RowContext row, int actions)
    {
        if (row[Field.ActionOwner] is not { } text)
        {
            return [null];
        }

        var owners = ActionList.Names(text, ';', '\n');
        return owners.Count == actions ? [.. owners.Select(o => Owner(row, o))] : [Owner(row, text.ReplaceLineEndings(", "))];
    }

    private static string? Owner(RowContext row, string owner)
    {
        row.Take(Field.ActionOwner);
        return row.Within(Field.ActionOwner, owner, MostTitle);
    }

    private List<DateOnly?> Due(RowContext row, int actions)
    {
        if (dates is null || row[Field.ActionDue] is not { } text)
        {
            return [null];
        }

        var parts = text.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (
            parts.Length > 1
            && parts.Length == actions
            && parts.Select(dates.Read).ToList() is var several
            && several.TrueForAll(d => d.Date is not null)
        )
        {
            row.Take(Field.ActionDue);
            return several.ConvertAll(d => d.Date);
        }

        var (date, exact, problem) = dates.Read(text);
        if (problem is not null)
        {
            row.Warn(Field.ActionDue, problem);
        }

        if (exact)
        {
            row.Take(Field.ActionDue);
        }

        return [date];
    }
}
