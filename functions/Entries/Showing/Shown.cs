using System.Globalization;
using RiskRegister.Criteria;

namespace RiskRegister.Entries.Showing;

/// <summary>A level as pages show it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Step">Its place, 1 is the lowest.</param>
/// <param name="Steps">How many levels there are.</param>
public sealed record ShownLevel(string Name, int Step, int Steps);

/// <summary>A scale as forms offer it.</summary>
/// <param name="Name">Name of its field.</param>
/// <param name="Steps">Its steps, lowest first.</param>
public sealed record ShownScale(string Name, IReadOnlyList<ShownStep> Steps);

/// <summary>One step of a scale.</summary>
/// <param name="Value">Its number, from 1.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means.</param>
public sealed record ShownStep(string Value, string Name, string Description);

/// <summary>How ratings are shown in the words of the agency's criteria.</summary>
public static class Shown
{
    /// <summary>The level of a rating; null while there is none. A level that the criteria no longer have goes by its id.</summary>
    public static ShownLevel? Level(this RiskCriteria criteria, Rating? rating) =>
        rating is null
            ? null
            : new ShownLevel(criteria.LevelOf(rating)?.Name ?? rating.Level, rating.Rank, criteria.Levels.Count);

    /// <summary>The two scales of a kind, in the order of the matrix.</summary>
    public static IReadOnlyList<ShownScale> Scales(this RiskCriteria criteria, EntryKind kind) =>
        kind == EntryKind.Risk
            ? [Scale("likelihood", criteria.Likelihood), Scale("consequence", criteria.Consequence)]
            : [Scale("feasibility", criteria.Feasibility), Scale("benefit", criteria.Benefit)];

    /// <summary>The names of the two steps of a rating; by number where it was rated by other criteria than today's.</summary>
    public static (string First, string Second) Steps(this RiskCriteria criteria, EntryKind kind, Rating rating)
    {
        var (first, second) = Position(rating);
        var scales = criteria.Scales(kind);
        var known = rating.CriteriaVersion == criteria.Version;
        return (Name(scales[0], first, known), Name(scales[1], second, known));
    }

    /// <summary>The two numbers of a rating, in the order of <see cref="Scales"/>.</summary>
    public static (int First, int Second) Position(Rating rating) =>
        (rating.Likelihood ?? rating.Feasibility ?? 0, rating.Consequence ?? rating.Benefit ?? 0);

    private static string Name(ShownScale scale, int step, bool known) =>
        known && step >= 1 && step <= scale.Steps.Count
            ? scale.Steps[step - 1].Name
            : string.Create(CultureInfo.InvariantCulture, $"Step {step}");

    private static ShownScale Scale(string name, IReadOnlyList<ScaleStep> steps) =>
        new(
            name,
            [
                .. steps.Select(
                    (step, index) =>
                        new ShownStep((index + 1).ToString(CultureInfo.InvariantCulture), step.Name, step.Description)
                ),
            ]
        );
}
