using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Web.Rendering;

namespace RiskRegister.Digests.Stakeholders;

/// <summary>How many entries have which rating, as a table.</summary>
/// <param name="Kind">risk or opportunity.</param>
/// <param name="Heading">What it shows.</param>
/// <param name="RowsAre">Name of the scale of the rows.</param>
/// <param name="ColumnsAre">Name of the scale of the columns.</param>
/// <param name="Columns">The steps of the columns, lowest first.</param>
/// <param name="Rows">The rows, highest first.</param>
/// <param name="Unrated">Entries without a rating by the scales of today.</param>
public sealed record RatingMatrix(
    EntryKind Kind,
    string Heading,
    string RowsAre,
    string ColumnsAre,
    IReadOnlyList<string> Columns,
    IReadOnlyList<MatrixRow> Rows,
    int Unrated
)
{
    /// <summary>The matrix of the entries of a kind; null when none of them is rated.</summary>
    public static RatingMatrix? Of(EntryKind kind, IEnumerable<Entry> entries, RiskCriteria criteria, Locale locale)
    {
        var ofKind = entries.Where(entry => entry.Kind == kind).ToList();
        var rated = ofKind
            .Where(entry => entry.Effective?.CriteriaVersion == criteria.Version)
            .Select(entry => Place(entry.Effective!))
            .ToLookup(place => place);
        if (rated.Count == 0)
        {
            return null;
        }

        var isRisk = kind == EntryKind.Risk;
        var (rows, columns) = isRisk ? (criteria.Likelihood, criteria.Consequence) : (criteria.Feasibility, criteria.Benefit);
        return new RatingMatrix(
            kind,
            locale.Text(isRisk ? "matrix.risks" : "matrix.opportunities"),
            locale.Text(isRisk ? "matrix.likelihood" : "matrix.feasibility"),
            locale.Text(isRisk ? "matrix.consequence" : "matrix.benefit"),
            [.. columns.Select(step => step.Name)],
            [
                .. rows.Select((step, row) => new MatrixRow(step.Name, [.. columns.Select((_, column) => Cell(row, column))]))
                    .Reverse(),
            ],
            ofKind.Count - rated.Sum(cell => cell.Count())
        );

        MatrixCell Cell(int row, int column)
        {
            var level = criteria.Matrix[row][column];
            var rank = criteria.RankOf(level);
            return new MatrixCell(rated[(row + 1, column + 1)].Count(), criteria.Levels[rank - 1].Name, Shade(rank, criteria));
        }
    }

    private static (int First, int Second) Place(Rating rating) =>
        (rating.Likelihood ?? rating.Feasibility ?? 0, rating.Consequence ?? rating.Benefit ?? 0);

    /// <summary>One of four shades for a level, whatever the number of levels.</summary>
    private static int Shade(int rank, RiskCriteria criteria) =>
        criteria.Levels.Count == 1 ? 1 : 1 + (int)Math.Round(3.0 * (rank - 1) / (criteria.Levels.Count - 1));
}

/// <summary>A row of a matrix.</summary>
/// <param name="Name">Its step.</param>
/// <param name="Cells">Its cells, in the order of the columns.</param>
public sealed record MatrixRow(string Name, IReadOnlyList<MatrixCell> Cells);

/// <summary>A cell of a matrix.</summary>
/// <param name="Count">How many entries are there.</param>
/// <param name="Level">Name of the level.</param>
/// <param name="Shade">1 to 4: how dark it is shown; the level says the same in words.</param>
public sealed record MatrixCell(int Count, string Level, int Shade);
