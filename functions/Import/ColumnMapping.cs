namespace RiskRegister.Import;

/// <summary>Which column goes into which field.</summary>
/// <param name="Column">Name of the column, see <see cref="TableColumn.Name"/>.</param>
/// <param name="Field">One of <see cref="Import.Field.All"/>; null where the column is kept in the notes as "column: text".</param>
public sealed record MappedColumn(string Column, string? Field);

/// <summary>The mapping of all columns of a table, in their order.</summary>
/// <param name="Columns">One for each column of the table.</param>
/// <param name="Messages">What was assumed in proposing it.</param>
public sealed record ColumnMapping(IReadOnlyList<MappedColumn> Columns, IReadOnlyList<ImportProblem> Messages)
{
    /// <summary>Proposes a mapping from the headers, and from the values where headers are unclear. It is always complete and valid.</summary>
    public static ColumnMapping Propose(Table table) => new MappingProposal(table).Make();

    /// <summary>The mapping with the columns that somebody assigned; a column that held one of their fields before goes to the notes.</summary>
    /// <param name="given">Columns by name; a null field sends a column to the notes.</param>
    /// <returns>The mapping and what is wrong with the given columns; where something is, the mapping is the one before.</returns>
    public (ColumnMapping Mapping, IReadOnlyList<string> Errors) With(IReadOnlyList<MappedColumn> given)
    {
        var errors = Errors(given).ToList();
        if (errors.Count > 0)
        {
            return (this, errors);
        }

        var fields = given.ToDictionary(g => g.Column, g => g.Field, StringComparer.OrdinalIgnoreCase);
        var taken = fields.Values.Where(f => f is not (null or Import.Field.Notes)).ToHashSet();
        return (this with { Columns = [.. Columns.Select(Assign)] }, []);

        MappedColumn Assign(MappedColumn column) =>
            fields.TryGetValue(column.Column, out var field) ? column with { Field = field }
            : taken.Contains(column.Field) ? column with { Field = null }
            : column;
    }

    /// <summary>The place of the column that has a field, or -1.</summary>
    internal int IndexOf(string field)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Field == field)
            {
                return i;
            }
        }

        return -1;
    }

    private IEnumerable<string> Errors(IReadOnlyList<MappedColumn> given)
    {
        var columns = Columns.Select(c => c.Column).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var column in given.Where(g => !columns.Contains(g.Column)))
        {
            yield return $"The file has no column \"{column.Column}\". It has: {string.Join(", ", columns)}.";
        }

        foreach (var column in given.Where(g => g.Field is not null && !Import.Field.All.Contains(g.Field)))
        {
            yield return $"\"{column.Field}\" is no field. The fields are: {string.Join(", ", Import.Field.All)}.";
        }

        foreach (
            var field in given
                .Where(g => g.Field is not (null or Import.Field.Notes))
                .GroupBy(g => g.Field)
                .Where(g => g.Count() > 1)
        )
        {
            yield return $"The field {field.Key} is given to several columns: {string.Join(", ", field.Select(f => f.Column))}. Give it to one.";
        }

        foreach (var column in given.GroupBy(g => g.Column, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            yield return $"The column \"{column.Key}\" is given several times. Give it one field.";
        }
    }
}
