using RiskRegister.Entries;

namespace RiskRegister.Criteria.Changing;

/// <summary>The rules for scales, levels and matrix. Both kinds of entry are rated by one matrix, so their scales have as many steps.</summary>
public static class CriteriaChecks
{
    /// <inheritdoc cref="CriteriaChecks"/>
    public static Checks Criteria(this Checks checks, RiskCriteria criteria) =>
        checks
            .Scale("criteria.likelihood", criteria.Likelihood)
            .Scale("criteria.consequence", criteria.Consequence)
            .Scale("criteria.feasibility", criteria.Feasibility)
            .Scale("criteria.benefit", criteria.Benefit)
            .AsLong("criteria.feasibility", criteria.Feasibility, "likelihood", criteria.Likelihood)
            .AsLong("criteria.benefit", criteria.Benefit, "consequence", criteria.Consequence)
            .Bands(criteria)
            .Levels(criteria.Levels)
            .Matrix(criteria);

    private static Checks Scale(this Checks checks, string field, IReadOnlyList<ScaleStep> steps)
    {
        checks.Unless(steps.Count is >= 3 and <= 7, field, "bad-count", $"Give 3 to 7 steps; there are {steps.Count}.");
        foreach (var (i, step) in steps.Index())
        {
            checks
                .Required($"{field}[{i}].name", step.Name, "Enter a name for this step, such as \"Likely\".", Checks.MaxTitle)
                .Required($"{field}[{i}].description", step.Description, "Enter what this step means in practice.");
        }

        return checks.Unique(steps.Select((step, i) => ($"{field}[{i}].name", step.Name)));
    }

    private static Checks AsLong(
        this Checks checks,
        string field,
        IReadOnlyList<ScaleStep> steps,
        string other,
        IReadOnlyList<ScaleStep> others
    ) =>
        checks.Unless(
            steps.Count == others.Count,
            field,
            "other-count",
            $"Give as many steps as {other} has ({others.Count}): one matrix serves both kinds of entry."
        );

    private static Checks Levels(this Checks checks, IReadOnlyList<Level> levels)
    {
        checks.Unless(
            levels.Count is >= 2 and <= 7,
            "criteria.levels",
            "bad-count",
            $"Give 2 to 7 levels; there are {levels.Count}."
        );
        foreach (var (i, level) in levels.Index())
        {
            var field = $"criteria.levels[{i}]";
            checks
                .Unless(
                    IsSlug(level.Id),
                    $"{field}.id",
                    "bad-id",
                    "Use 1 to 40 lower-case letters, digits and hyphens, beginning with a letter, such as very-high."
                )
                .Required($"{field}.name", level.Name, "Enter a name for this level, such as \"High\".", Checks.MaxTitle)
                .Between($"{field}.reviewEveryDays", level.ReviewEveryDays, 1, SettingsChecks.MaxDays)
                .Required(
                    $"{field}.authority",
                    level.Authority,
                    "Enter who has the authority to accept at this level, such as \"Director\".",
                    Checks.MaxTitle
                );
        }

        return checks
            .Unique(levels.Select((level, i) => ($"criteria.levels[{i}].id", level.Id)))
            .Unique(levels.Select((level, i) => ($"criteria.levels[{i}].name", level.Name)));
    }

    private static Checks Matrix(this Checks checks, RiskCriteria criteria)
    {
        var ids = string.Join(", ", criteria.Levels.Select(level => level.Id));
        var (rows, columns) = (criteria.Likelihood.Count, criteria.Consequence.Count);
        checks.Unless(
            criteria.Matrix.Count == rows,
            "criteria.matrix",
            "bad-shape",
            $"Give {rows} rows, one for each step of likelihood; there are {criteria.Matrix.Count}."
        );
        foreach (var (i, row) in criteria.Matrix.Index())
        {
            var strange = row.FirstOrDefault(level => criteria.RankOf(level) == 0);
            checks
                .Unless(
                    row.Count == columns,
                    $"criteria.matrix[{i}]",
                    "bad-shape",
                    $"Give this row {columns} levels, one for each step of consequence; it has {row.Count}."
                )
                .Unless(
                    strange is null,
                    $"criteria.matrix[{i}]",
                    "unknown-level",
                    $"\"{strange}\" is none of the levels. Use only: {ids}."
                )
                .NeverFalling(criteria, i);
        }

        return checks;
    }

    private static Checks NeverFalling(this Checks checks, RiskCriteria criteria, int i)
    {
        var row = criteria.Matrix[i].Select(criteria.RankOf).ToList();
        var below = i == 0 ? [] : criteria.Matrix[i - 1].Select(criteria.RankOf).ToList();
        var inRow = Enumerable.Range(1, Math.Max(0, row.Count - 1)).FirstOrDefault(j => row[j] < row[j - 1]);
        var inColumn = row.Zip(below).TakeWhile(pair => pair.First >= pair.Second).Count();
        return checks
            .Unless(
                inRow == 0,
                $"criteria.matrix[{i}]",
                "falls",
                $"The level falls from step {inRow} to step {inRow + 1} of consequence. Let it stay or rise."
            )
            .Unless(
                inColumn == Math.Min(row.Count, below.Count),
                $"criteria.matrix[{i}]",
                "falls",
                $"At step {inColumn + 1} of consequence the level falls from step {i} to step {i + 1} of likelihood. Let it stay or rise."
            );
    }

    private static bool IsSlug(string id) =>
        id is { Length: >= 1 and <= 40 }
        && char.IsAsciiLetterLower(id[0])
        && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
