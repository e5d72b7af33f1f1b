namespace RiskRegister.Import;

/// <summary>Finds the headers of a grid: below titles, in one row or two, with help texts after it or without.</summary>
internal static class HeaderFinder
{
    private const int Searched = 40;

    /// <summary>How much a grid looks like a register.</summary>
    /// <param name="Row">Index of the row of headers, -1 if there is none.</param>
    /// <param name="Fields">Number of different fields that its headers name.</param>
    public sealed record Finding(int Row, int Fields);

    /// <summary>The row whose cells name most fields; where none names two, the first row that is as wide as the table.</summary>
    public static Finding Find(Grid grid)
    {
        var best = new Finding(-1, 0);
        for (var row = 0; row < Math.Min(grid.Rows.Count, Searched) && (best.Fields < 4 || row < best.Row + 8); row++)
        {
            var fields = Recognised(grid.Rows[row], HeaderMatch.Least).Distinct().Count();
            best = fields > best.Fields ? new Finding(row, fields) : best;
        }

        return best.Fields >= 2 ? best : new Finding(Widest(grid), best.Fields);
    }

    /// <summary>The table under the headers.</summary>
    public static Table Read(Grid grid, int header)
    {
        var messages = new List<ImportProblem>(grid.Messages);
        var above = header > 0 && IsGroups(grid.Rows[header - 1]) ? grid.Rows[header - 1] : null;
        var leaves = grid.Rows[header];
        var first = header + 1;
        if (above is null && first < grid.Rows.Count && IsSecondLine(leaves, grid.Rows[first]))
        {
            (above, leaves) = (leaves, grid.Rows[first]);
            first++;
        }

        Skipped(grid, header - (above is null || first > header + 1 ? 0 : 1), messages);
        while (first < grid.Rows.Count && IsHelp(grid.Rows[first]))
        {
            first++;
            messages.Add(new ImportProblem(first, null, "This row was read as help texts for the columns, not as an entry."));
        }

        var columns = TableColumns.Name(above, leaves, grid.Rows.Skip(first));
        return new Table(grid.Name, columns, [.. DataRows(grid, first, leaves, columns.Count, messages)], messages);
    }

    private static IEnumerable<TableRow> DataRows(Grid grid, int first, string[] leaves, int width, List<ImportProblem> messages)
    {
        var headers = leaves.Count(c => c.Length > 0);
        for (var row = first; row < grid.Rows.Count; row++)
        {
            var cells = grid.Rows[row];
            if (!Array.Exists(cells, c => c.Length > 0 && !CellText.IsRule(c)))
            {
                continue;
            }

            if (
                headers > 1
                && leaves.Where((h, i) => h.Length > 0 && i < cells.Length && cells[i] == h).Count() * 10 >= headers * 7
            )
            {
                messages.Add(new ImportProblem(row + 1, null, "This row repeats the headers and was left out."));
                continue;
            }

            var full = new string[width];
            for (var i = 0; i < width; i++)
            {
                full[i] = i < cells.Length ? cells[i] : "";
            }

            yield return new TableRow(row + 1, full);
        }
    }

    private static void Skipped(Grid grid, int end, List<ImportProblem> messages)
    {
        var texts = grid.Rows.Take(end).SelectMany(r => r).Where(c => c.Length > 0).ToList();
        if (texts.Count > 0)
        {
            var sample = string.Join(" | ", texts.Take(6));
            messages.Add(
                new ImportProblem(
                    0,
                    null,
                    $"What stands above the headers in row {end + 1} was not read: {CellText.Shorten(sample, 300)}"
                )
            );
        }
    }

    // One name for each cell that is a header; help texts and data rarely are.
    private static IEnumerable<string> Recognised(string[] cells, double least) =>
        cells
            .Where(c => c.Length is > 0 and < 120)
            .Select(c => HeaderMatch.Of(c))
            .Where(m => m.Count > 0 && m[0].Score >= least && m[0].Field != "none")
            .Select(m => m[0].Field);

    private static int Widest(Grid grid)
    {
        var rows = grid.Rows.Take(Searched).ToList();
        var width = rows.Select(Filled).DefaultIfEmpty().Max();
        return rows.FindIndex(r => Filled(r) * 10 >= width * 7 && Filled(r) > 0);
    }

    private static int Filled(string[] cells) => cells.Count(c => c.Length > 0);

    private static bool IsGroups(string[] cells) =>
        Filled(cells) >= 2 && Array.TrueForAll(cells, c => c.Length < 80 && !CellText.IsNumber(c));

    private static bool IsSecondLine(string[] first, string[] second)
    {
        var recognised = Recognised(second, HeaderMatch.Sure).Count();
        var belowBlank = second.Where((c, i) => c.Length > 0 && (i >= first.Length || first[i].Length == 0)).Any();
        return recognised >= 2 && recognised * 2 >= Filled(second) && (belowBlank || Filled(second) < Filled(first));
    }

    private static bool IsHelp(string[] cells)
    {
        var filled = cells.Where(c => c.Length > 0).ToList();
        var help = filled.Count(c => c[^1] is '?' or '？' or '؟' || Begins(c));
        return help >= 3 && help * 10 >= filled.Count * 4;
    }

    private static bool Begins(string cell)
    {
        var words = Words.Of(CellText.Shorten(cell, 60));
        return words.Length > 1
            && Vocabulary.Words.Instructions.Any(p => p.In(words.AsSpan(0, Math.Min(words.Length, p.Length))) == 0);
    }
}
