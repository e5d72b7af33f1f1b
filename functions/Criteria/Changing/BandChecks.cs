using RiskRegister.Entries;

namespace RiskRegister.Criteria.Changing;

/// <summary>The rules for what steps may say beside their description: bands of likelihood, and impacts by their type.</summary>
public static class BandChecks
{
    private const int MaxTypes = 20;
    private const int MaxType = 60;

    /// <inheritdoc cref="BandChecks"/>
    public static Checks Bands(this Checks checks, RiskCriteria criteria) =>
        checks
            .Percents("criteria.likelihood", criteria.Likelihood)
            .Impacts("criteria.consequence", criteria.Consequence)
            .Impacts("criteria.benefit", criteria.Benefit)
            .NoBands("criteria.consequence", criteria.Consequence)
            .NoBands("criteria.feasibility", criteria.Feasibility)
            .NoBands("criteria.benefit", criteria.Benefit)
            .NoImpacts("criteria.likelihood", criteria.Likelihood)
            .NoImpacts("criteria.feasibility", criteria.Feasibility);

    private static Checks Percents(this Checks checks, string field, IReadOnlyList<ScaleStep> steps)
    {
        var last = 0m;
        foreach (var (i, step) in steps.Index())
        {
            checks.Optional($"{field}[{i}].within", step.Within, Checks.MaxTitle);
            if (step.Percent is not { } band)
            {
                continue;
            }

            checks
                .Unless(
                    band.From >= 0 && band.From < band.To && band.To <= 100,
                    $"{field}[{i}].percent",
                    "bad-band",
                    "Enter a band within 0 to 100 percent whose end is above its beginning."
                )
                .Unless(
                    band.From >= last,
                    $"{field}[{i}].percent",
                    "overlaps",
                    $"Begin this band at {last:0.##} percent or above, where the band of the step below ends."
                );
            last = Math.Max(last, band.To);
        }

        return checks;
    }

    private static Checks Impacts(this Checks checks, string field, IReadOnlyList<ScaleStep> steps)
    {
        var types = steps.SelectMany(step => step.Impacts?.Keys ?? []).Distinct().Order(StringComparer.Ordinal).ToList();
        checks.Unless(types.Count <= MaxTypes, field, "too-many", $"Describe at most {MaxTypes} types of impact.");
        checks.Unless(
            types.TrueForAll(type => type.Trim().Length is > 0 and <= MaxType),
            field,
            "bad-name",
            $"Give each type of impact a name of 1 to {MaxType} characters, such as finance."
        );
        foreach (var (i, step) in steps.Index())
        {
            foreach (var type in types)
            {
                checks.Required(
                    $"{field}[{i}].impacts.{type}",
                    step.Impacts?.GetValueOrDefault(type),
                    "Enter what this step means for this type of impact: another step describes it, so all have to."
                );
            }
        }

        return checks;
    }

    private static Checks NoBands(this Checks checks, string field, IReadOnlyList<ScaleStep> steps)
    {
        foreach (var (i, step) in steps.Index())
        {
            checks
                .Unless(step.Percent is null, $"{field}[{i}].percent", "not-here", "Leave this out: only likelihood has it.")
                .Unless(step.Within is null, $"{field}[{i}].within", "not-here", "Leave this out: only likelihood has it.");
        }

        return checks;
    }

    private static Checks NoImpacts(this Checks checks, string field, IReadOnlyList<ScaleStep> steps)
    {
        foreach (var (i, step) in steps.Index())
        {
            checks.Unless(
                step.Impacts is null,
                $"{field}[{i}].impacts",
                "not-here",
                "Leave this out: only consequence and benefit have it."
            );
        }

        return checks;
    }
}
