using RiskRegister.Entries;

namespace RiskRegister.Criteria;

/// <summary>How entries are rated: scales, and the matrix that gives a pair of steps its level. Old ratings keep the version they were made by.</summary>
/// <param name="Version">Counts up with each change.</param>
/// <param name="Likelihood">Steps of likelihood, lowest first.</param>
/// <param name="Consequence">Steps of consequence, lowest first.</param>
/// <param name="Feasibility">Steps of feasibility, lowest first.</param>
/// <param name="Benefit">Steps of benefit, lowest first.</param>
/// <param name="Levels">Levels, lowest first.</param>
/// <param name="Matrix">Level ids: one row for each step of likelihood (feasibility), one column for each step of consequence (benefit).</param>
public sealed record RiskCriteria(
    int Version,
    IReadOnlyList<ScaleStep> Likelihood,
    IReadOnlyList<ScaleStep> Consequence,
    IReadOnlyList<ScaleStep> Feasibility,
    IReadOnlyList<ScaleStep> Benefit,
    IReadOnlyList<Level> Levels,
    IReadOnlyList<IReadOnlyList<string>> Matrix
)
{
    /// <summary>Place of a level among the levels; 1 is the lowest, 0 is for an id that these criteria do not know.</summary>
    public int RankOf(string level) => Levels.ToList().FindIndex(l => l.Id == level) + 1;

    /// <summary>The level of a rating's id.</summary>
    public Level? LevelOf(Rating? rating) => rating is null ? null : Levels.FirstOrDefault(l => l.Id == rating.Level);

    /// <summary>Rates an entry of <paramref name="kind"/>. <paramref name="first"/> is likelihood or feasibility, <paramref name="second"/> consequence or benefit.</summary>
    public Rating Rate(EntryKind kind, int first, int second, string rationale, DateTimeOffset at, string by)
    {
        var level = Matrix[first - 1][second - 1];
        return kind == EntryKind.Risk
            ? new Rating(first, second, null, null, level, RankOf(level), rationale, Version, at, by)
            : new Rating(null, null, first, second, level, RankOf(level), rationale, Version, at, by);
    }
}

/// <summary>One step of a scale.</summary>
/// <param name="Name">Its name, such as "Likely".</param>
/// <param name="Description">What it means in practice.</param>
public sealed record ScaleStep(string Name, string Description);

/// <summary>One level that the matrix gives.</summary>
/// <param name="Id">Stable id, such as <c>very-high</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="ReviewEveryDays">Days from one review to the next at this level.</param>
public sealed record Level(string Id, string Name, int ReviewEveryDays)
{
    /// <summary>Who has the authority to accept at this level, in the agency's words, such as "Director".</summary>
    public string? Authority { get; init; }
}
