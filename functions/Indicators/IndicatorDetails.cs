using RiskRegister.Entries;
using RiskRegister.Entries.Acting;

namespace RiskRegister.Indicators;

/// <summary>Which way an indicator gets worse.</summary>
public enum Direction
{
    /// <summary>The higher the worse, such as days that a case waits.</summary>
    HigherIsWorse,

    /// <summary>The lower the worse, such as cases decided in time.</summary>
    LowerIsWorse,
}

/// <summary>What is told of an indicator when it is defined, and may be changed later.</summary>
public record IndicatorDetails
{
    /// <summary>Its name; 1 to 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>The unit of its readings, such as "days" or "%".</summary>
    public string? Unit { get; init; }

    /// <summary>What it measures, and how it is found.</summary>
    public string? Measures { get; init; }

    /// <summary>E-mail address of who keeps it.</summary>
    public string? Owner { get; init; }

    /// <summary>Which way it gets worse.</summary>
    public Direction? Direction { get; init; }

    /// <summary>The value from which on it is a warning.</summary>
    public decimal? Warning { get; init; }

    /// <summary>The value from which on it is a breach.</summary>
    public decimal? Breach { get; init; }

    /// <summary>Days from one reading to the next; 1 to 366.</summary>
    public int? EveryDays { get; init; }

    /// <summary>References of the entries that it is tied to, at most 200: a breach calls their reviews.</summary>
    public IReadOnlyList<string>? Entries { get; init; }

    /// <summary>The entries named, each once.</summary>
    public IReadOnlyList<string> Named() => [.. (Entries ?? []).Select(reference => reference?.Trim() ?? "").Distinct()];
}

/// <summary>The rules for what is told of an indicator.</summary>
public static class IndicatorChecks
{
    /// <summary>Most entries that an indicator is tied to.</summary>
    public const int MaxEntries = 200;

    private const decimal MaxValue = 1_000_000_000_000m;

    /// <summary>An indicator says what it measures, how often, and from where on it warns and is in breach.</summary>
    public static Checks Indicator(this Checks checks, IndicatorDetails details) =>
        checks
            .Required("name", details.Name, "Enter a name, such as \"Median waiting time\".", Checks.MaxTitle)
            .Required("unit", details.Unit, "Enter the unit of the readings, such as \"days\" or \"%\".", 50)
            .Required("measures", details.Measures, "Enter what it measures, and how that is found.")
            .Required("owner", details.Owner, "Enter the e-mail address of who keeps it.", Checks.MaxTitle)
            .Unless(
                details.Direction is not null,
                "direction",
                "required",
                "Choose which way it gets worse: higher-is-worse or lower-is-worse."
            )
            .Value("warning", details.Warning)
            .Value("breach", details.Breach)
            .Unless(
                details is not { Direction: { } direction, Warning: { } warning, Breach: { } breach }
                    || warning == breach
                    || warning < breach == (direction == Direction.HigherIsWorse),
                "warning",
                "wrong-side",
                "Enter a warning that is reached before the breach, or both the same."
            )
            .Unless(details.EveryDays is >= 1 and <= 366, "everyDays", "off-scale", "Enter the days between readings: 1 to 366.")
            .Names("entries", details.Entries, MaxEntries);

    /// <summary>A number that must be given, of a size and with decimals that every database keeps as they are.</summary>
    public static Checks Value(this Checks checks, string field, decimal? value) =>
        checks.Unless(
            value is >= -MaxValue and <= MaxValue && value == decimal.Round(value.Value, 4),
            field,
            "no-number",
            "Enter a number with at most four decimals, such as 12.5."
        );

    /// <summary>The number without zeros at its end, as <see cref="ActionChecks.Plain"/>.</summary>
    public static decimal Plain(decimal value) => ActionChecks.Plain(value)!.Value;
}
