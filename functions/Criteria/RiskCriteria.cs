using System.Text.Json;
using System.Text.Json.Nodes;
using RiskRegister.Entries;
using RiskRegister.Register;

namespace RiskRegister.Criteria;

/// <summary>How entries are rated: scales, and the matrix that gives a pair of steps its level. Old ratings keep the version they were made by.</summary>
/// <param name="Version">Counts up with each change of what a rating means, see <see cref="MeansTheSameAs"/>; the register counts, clients don't.</param>
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
    /// <summary>Criteria by which nothing can be rated.</summary>
    public static readonly RiskCriteria None = new(0, [], [], [], [], [], []);

    /// <summary>
    /// Whether a rating by the others means what one by these does: the steps with their texts, the matrix, and the levels in their order
    /// are the same. Names of levels, intervals and authorities change nothing about what was rated.
    /// </summary>
    public bool MeansTheSameAs(RiskCriteria other) => JsonNode.DeepEquals(Meaning(), other.Meaning());

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

    private JsonNode Meaning() =>
        JsonSerializer.SerializeToNode(
            new
            {
                Likelihood,
                Consequence,
                Feasibility,
                Benefit,
                Levels = Levels.Select(level => level.Id),
                Matrix,
            },
            RegisterJson.Options
        )!;
}

/// <summary>One level that the matrix gives.</summary>
/// <param name="Id">Stable id, such as <c>very-high</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="ReviewEveryDays">Days from one review to the next at this level; 1 to 1825.</param>
public sealed record Level(string Id, string Name, int ReviewEveryDays)
{
    /// <summary>Who has the authority to accept at this level, in the agency's words, such as "Director".</summary>
    public string? Authority { get; init; }
}
