namespace RiskRegister.Import;

/// <summary>Turns the rows of a table into entries to be raised.</summary>
public static class ImportRows
{
    /// <summary>
    /// Reads all rows. Nothing is lost silently: each row is imported, or rejected with a message that says how to mend it, or named as a
    /// repetition of an earlier one; each text that fits no field is in the notes.
    /// </summary>
    public static ImportReading Read(Table table, ColumnMapping mapping, ImportOptions? options = null)
    {
        var problems = new List<ImportProblem>();
        var reader = new RowReader(table, mapping, options ?? new ImportOptions(), problems);
        var rows = new List<ImportedRow>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var duplicates = 0;
        foreach (var row in table.Rows)
        {
            var before = problems.Count;
            if (reader.Read(row) is not { } imported)
            {
                continue;
            }

            if (seen.TryAdd(imported.ContentHash, row.Number))
            {
                rows.Add(imported);
                continue;
            }

            duplicates++;
            problems.RemoveRange(before, problems.Count - before);
            problems.Add(
                new ImportProblem(
                    row.Number,
                    null,
                    $"This row repeats row {seen[imported.ContentHash]} word for word; it is counted once."
                )
            );
        }

        var all = table.Messages.Concat(mapping.Messages).Concat(reader.Messages()).Concat(problems).OrderBy(p => p.Row).ToList();
        return new ImportReading(rows, all, table.Rows.Count, table.Rows.Count - rows.Count - duplicates, duplicates);
    }
}
