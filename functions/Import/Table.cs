namespace RiskRegister.Import;

/// <summary>The rows of a file under their headers, as text; nothing is interpreted yet.</summary>
/// <param name="Sheet">Name of the worksheet; null for a text file.</param>
/// <param name="Columns">Columns from left to right; their names are unique.</param>
/// <param name="Rows">The rows that are not empty; each has as many cells as there are columns.</param>
/// <param name="Messages">What was noticed about the file as a whole or about rows that are no data, in the order of the rows.</param>
public sealed record Table(
    string? Sheet,
    IReadOnlyList<TableColumn> Columns,
    IReadOnlyList<TableRow> Rows,
    IReadOnlyList<ImportProblem> Messages
);

/// <summary>One column.</summary>
/// <param name="Index">Place in the rows, from 0.</param>
/// <param name="Name">What it is called in mappings and messages: the header, made unique where the file repeats it.</param>
/// <param name="Header">The header as it stands in the file; empty where there is none.</param>
/// <param name="Group">The text above the header that it shares with its neighbours; null where there is none.</param>
public sealed record TableColumn(int Index, string Name, string Header, string? Group);

/// <summary>One row.</summary>
/// <param name="Number">Its number in the file as a spreadsheet program shows it, from 1.</param>
/// <param name="Cells">Trimmed texts; empty where the file has nothing.</param>
public sealed record TableRow(int Number, IReadOnlyList<string> Cells)
{
    private string?[]? _values;

    /// <summary>The text of a cell; null where it stands for nothing: empty, a dash, N/A, TBD.</summary>
    public string? Value(int column) => (_values ??= [.. Cells.Select(c => CellText.IsNull(c) ? null : c)])[column];
}

/// <summary>Something that a person should know or mend.</summary>
/// <param name="Row">Number of the row in the file; 0 for a column or the file as a whole.</param>
/// <param name="Column">Name of the column; null where the row or the file is meant.</param>
/// <param name="Message">What is wrong or was assumed, and how to mend it.</param>
/// <param name="Rejected">True when the row is not imported because of it.</param>
public sealed record ImportProblem(int Row, string? Column, string Message, bool Rejected = false);

/// <summary>The file cannot be read as a register; the message says what was found, what was expected and where.</summary>
public sealed class ImportFileException(string message, Exception? inner = null) : Exception(message, inner);
