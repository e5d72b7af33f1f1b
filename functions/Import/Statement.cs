namespace RiskRegister.Import;

/// <summary>Title and parts of the statement of one row.</summary>
internal sealed record Statement(
    string Title,
    string? Cause,
    string? Event,
    string? Consequence,
    string? Opening,
    string? Action,
    string? Benefit
)
{
    private const int MostTitle = 200;
    private const int MostPart = 4_000;
    private static readonly string[] Sources =
    [
        Field.Title,
        Field.Description,
        Field.Event,
        Field.Opening,
        Field.Cause,
        Field.OpportunityAction,
        Field.Consequence,
        Field.Benefit,
    ];

    /// <summary>Reads the statement; null where the row names no risk in any column.</summary>
    public static Statement? Read(RowContext row)
    {
        var source = Array.Find(Sources, s => row[s] is not null);
        if (source is null)
        {
            return null;
        }

        var given = row.Take(source)!;
        var statement = row.IsOpportunity
            ? Opportunity(row, MakeTitle(row, source, given))
            : Risk(row, MakeTitle(row, source, given));
        if (source != Field.Title && !statement.Says(given))
        {
            row.Keep(source);
        }

        return statement;
    }

    // Whether nothing of the text that gave the title is lost; what was shortened is in the notes already.
    private bool Says(string given) =>
        Title == OneLine(given)
        || ((string?[])[Cause, Event, Consequence, Opening, Action, Benefit])
            .OfType<string>()
            .Any(p => p.Contains(given, StringComparison.Ordinal) || p == CellText.Shorten(given, MostPart));

    private static Statement Risk(RowContext row, string title) =>
        new(
            title,
            Part(row, Field.Cause),
            row.Within(Field.Description, What(row), MostPart),
            Part(row, Field.Consequence),
            null,
            null,
            null
        );

    private static Statement Opportunity(RowContext row, string title)
    {
        var opening = Joined(row.Take(Field.Opening) ?? row.Take(Field.Cause), What(row));
        return new Statement(
            title,
            null,
            null,
            null,
            row.Within(Field.Description, opening, MostPart),
            Part(row, Field.OpportunityAction),
            row[Field.Benefit] is null ? Part(row, Field.Consequence) : Part(row, Field.Benefit)
        );
    }

    // What might happen: the event, or the description where the file does not tell the parts apart.
    private static string? What(RowContext row) => row.Take(Field.Event) ?? row.Take(Field.Description);

    private static string? Part(RowContext row, string field) => row.Within(field, row.Take(field), MostPart);

    private static string? Joined(string? first, string? second) =>
        first is null ? second
        : second is null || second == first ? first
        : $"{first}\n{second}";

    private static string MakeTitle(RowContext row, string source, string given) =>
        source == Field.Title
            ? row.Within(Field.Title, OneLine(given), MostTitle)!
            : CellText.Shorten(FirstSentence(given), MostTitle);

    private static string OneLine(string text) =>
        string.Join(
            ' ',
            text.Split(['\n', '\t', '\v', '\f'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        );

    private static string FirstSentence(string text)
    {
        var line = ActionList.Split(text)[0].Split('\n', 2)[0].Trim();
        for (var i = 12; i < line.Length; i++)
        {
            var ends =
                line[i] is '。' or '！' or '？'
                || (
                    line[i] is '.' or '!' or '?'
                    && i + 1 < line.Length
                    && line[i + 1] == ' '
                    && !char.IsLower(line.ElementAtOrDefault(i + 2))
                    && line.LastIndexOf(' ', i) < i - 3
                );
            if (ends)
            {
                return line[..(line[i] == '.' ? i : i + 1)];
            }
        }

        return line.Length == 0 ? OneLine(text) : line.TrimEnd('.', '。');
    }
}
