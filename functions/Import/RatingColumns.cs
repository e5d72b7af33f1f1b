namespace RiskRegister.Import;

/// <summary>Tells which rating columns are inherent, current and target.</summary>
internal sealed class RatingColumns
{
    private const string Plain = "";
    private readonly Table _table;

    /// <param name="table">The table.</param>
    /// <param name="candidates">Columns that may be ratings, the best first.</param>
    public RatingColumns(Table table, IReadOnlyList<Candidate> candidates)
    {
        _table = table;
        var best = candidates.GroupBy(c => c.Column).Select(g => g.First()).ToList();
        var staged = best.GroupBy(c => c.Field).SelectMany(Staged).ToList();
        var stages = staged.Select(s => s.Stage).ToHashSet();
        foreach (var (candidate, stage) in staged.OrderByDescending(s => s.Candidate.Score).ThenBy(s => s.Candidate.Column))
        {
            var field = Final(stage, stages) is { } final ? Field.OfRating(final, candidate.Field) : null;
            if (field is not null && !Assigned.ContainsValue(field))
            {
                Assigned[candidate.Column] = field;
            }
        }

        Claimed = [.. best.Where(b => b.Score >= HeaderMatch.Sure).Select(b => b.Column)];
        Tell(staged, stages);
    }

    /// <summary>Rating fields by column.</summary>
    public Dictionary<int, string> Assigned { get; } = [];

    /// <summary>Columns that are ratings and nothing else, also those that another column left no field.</summary>
    public HashSet<int> Claimed { get; }

    /// <summary>What was assumed.</summary>
    public List<ImportProblem> Messages { get; } = [];

    // A header that is there twice is first the inherent and then the residual one.
    private IEnumerable<(Candidate Candidate, string Stage)> Staged(IEnumerable<Candidate> dimension)
    {
        var named = dimension.Select(c => (Candidate: c, Stage: StageOf(_table.Columns[c.Column]))).ToList();
        var plain = named.Where(n => n.Stage == Plain).ToList();
        var twice = plain
            .GroupBy(p => Words.Key(_table.Columns[p.Candidate.Column].Header))
            .Where(g => g.Count() == 2)
            .OrderByDescending(g => g.Max(p => p.Candidate.Score))
            .FirstOrDefault()
            ?.OrderBy(p => p.Candidate.Column)
            .ToList();
        return twice is null || named.Exists(n => n.Stage != Plain)
            ? named
            : named
                .Except(twice)
                .Select(n => (n.Candidate, Stage: "other"))
                .Concat([(twice[0].Candidate, Plain), (twice[1].Candidate, "residual")]);
    }

    private static string StageOf(TableColumn column) =>
        HeaderMatch.Stage(column.Header) ?? HeaderMatch.Stage(column.Group) ?? Plain;

    private static string? Final(string stage, HashSet<string> all) =>
        stage switch
        {
            Plain when all.Contains("inherent") => all.Contains("current") ? null : "current",
            Plain => all.Contains("current") || all.Contains("residual") ? "inherent" : "current",
            "residual" when all.Contains("current") || (all.Contains("inherent") && all.Contains(Plain)) => all.Contains("target")
                ? null
                : "target",
            "residual" => "current",
            "other" => null,
            _ => stage,
        };

    private void Tell(List<(Candidate Candidate, string Stage)> staged, HashSet<string> stages)
    {
        if (stages.Contains(Plain) && stages.Contains("residual") && !stages.Contains("inherent"))
        {
            Messages.Add(
                new ImportProblem(0, null, "The ratings that name no stage were read as inherent, the residual ones as current.")
            );
        }

        foreach (var (candidate, _) in staged.Where(s => !Assigned.ContainsKey(s.Candidate.Column)))
        {
            Messages.Add(
                new ImportProblem(
                    0,
                    _table.Columns[candidate.Column].Name,
                    "Another column has this rating already; this one is kept in the notes."
                )
            );
        }
    }
}
