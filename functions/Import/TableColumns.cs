namespace RiskRegister.Import;

/// <summary>Gives the columns names that are unique and that a reader of the file recognises.</summary>
internal static class TableColumns
{
    /// <summary>One column for each header, and for each cell beside them that some row fills.</summary>
    public static IReadOnlyList<TableColumn> Name(string[]? groups, string[] leaves, IEnumerable<string[]> rows)
    {
        var width = Math.Max(LastFilled(leaves), groups is null ? 0 : LastFilled(groups));
        foreach (var row in rows)
        {
            width = Math.Max(width, LastFilled(row, width));
        }

        var columns = new List<TableColumn>(width);
        string? group = null;
        for (var i = 0; i < width; i++)
        {
            var own = i < groups?.Length && groups[i].Length > 0 ? groups[i] : null;
            group = own ?? group;
            var leaf = i < leaves.Length && leaves[i].Length > 0 ? leaves[i] : null;
            columns.Add(new TableColumn(i, "", leaf ?? own ?? "", leaf is null ? null : group));
        }

        return Unique(columns);
    }

    private static List<TableColumn> Unique(List<TableColumn> columns)
    {
        var repeated = columns
            .Where(c => c.Header.Length > 0)
            .GroupBy(c => c.Header, StringComparer.OrdinalIgnoreCase)
            .Where(g => g.Count() > 1)
            .Select(g => g.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return columns.ConvertAll(c =>
        {
            var name =
                c.Header.Length == 0 ? $"column {Cells.Letters(c.Index)}"
                : repeated.Contains(c.Header) && c.Group is not null ? $"{c.Group}: {c.Header}"
                : c.Header;
            name = name.ReplaceLineEndings(" ");
            var unique = name;
            for (var n = 2; !taken.Add(unique); n++)
            {
                unique = $"{name} ({n})";
            }

            return c with
            {
                Name = unique,
            };
        });
    }

    private static int LastFilled(string[] cells, int atLeast = 0)
    {
        for (var i = cells.Length; i > atLeast; i--)
        {
            if (cells[i - 1].Length > 0)
            {
                return i;
            }
        }

        return atLeast;
    }
}
