using System.Text.Json.Serialization;
using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Indicators;

/// <summary>A reading as its indicator remembers it.</summary>
/// <param name="Day">The day it is of.</param>
/// <param name="Value">The value, in the indicator's unit.</param>
public sealed record RecentReading(DateOnly Day, decimal Value);

/// <summary>A measure that tells early that an entry gets worse (KRI).</summary>
/// <param name="Agency">Partition.</param>
/// <param name="Reference">I-0003: sequential per agency, never reused.</param>
public record Indicator(string Agency, string Reference) : RegisterRecord(Agency)
{
    /// <summary>Value of <see cref="Type"/>.</summary>
    public const string RecordType = "indicator";

    /// <summary>Most readings that an indicator remembers; all are kept beside it.</summary>
    public const int MaxRecent = 12;

    /// <inheritdoc/>
    public override string Id => Reference;

    /// <inheritdoc/>
    public override string Type => RecordType;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Called => CalledOf(Reference);

    /// <inheritdoc cref="IndicatorDetails.Name"/>
    public string Name { get; init; } = "";

    /// <inheritdoc cref="IndicatorDetails.Unit"/>
    public string Unit { get; init; } = "";

    /// <inheritdoc cref="IndicatorDetails.Measures"/>
    public string Measures { get; init; } = "";

    /// <summary>E-mail address of who keeps it, in lower case.</summary>
    public string Owner { get; init; } = "";

    /// <inheritdoc cref="IndicatorDetails.Direction"/>
    public Direction Direction { get; init; }

    /// <inheritdoc cref="IndicatorDetails.Warning"/>
    public decimal Warning { get; init; }

    /// <inheritdoc cref="IndicatorDetails.Breach"/>
    public decimal Breach { get; init; }

    /// <inheritdoc cref="IndicatorDetails.EveryDays"/>
    public int EveryDays { get; init; }

    /// <inheritdoc cref="IndicatorDetails.Entries"/>
    public IReadOnlyList<string> Entries { get; init; } = [];

    /// <summary>Whether it still takes readings.</summary>
    public bool Active { get; init; } = true;

    /// <summary>The day from which the first reading is awaited.</summary>
    public DateOnly DefinedOn { get; init; }

    /// <summary>The last readings, the oldest day first.</summary>
    public IReadOnlyList<RecentReading> Recent { get; init; } = [];

    /// <summary>Set while the latest reading is in breach: since which day.</summary>
    public DateOnly? BreachSince { get; init; }

    /// <summary>The last signal that a breach has made.</summary>
    public string? Signal { get; init; }

    /// <summary>The reading of the latest day; null while there is none.</summary>
    [JsonIgnore]
    public RecentReading? Latest => Recent.Count > 0 ? Recent[^1] : null;

    /// <summary>What is told of it.</summary>
    public IndicatorDetails Details() =>
        new()
        {
            Name = Name,
            Unit = Unit,
            Measures = Measures,
            Owner = Owner,
            Direction = Direction,
            Warning = Warning,
            Breach = Breach,
            EveryDays = EveryDays,
            Entries = Entries,
        };

    /// <summary>The same indicator, told otherwise; the details break no rule.</summary>
    public Indicator With(IndicatorDetails details) =>
        this with
        {
            Name = details.Name!.Trim(),
            Unit = details.Unit!.Trim(),
            Measures = details.Measures!.Trim(),
            Owner = details.Owner!.Trim().ToLowerInvariant(),
            Direction = details.Direction!.Value,
            Warning = IndicatorChecks.Plain(details.Warning!.Value),
            Breach = IndicatorChecks.Plain(details.Breach!.Value),
            EveryDays = details.EveryDays!.Value,
            Entries = details.Named(),
        };

    /// <summary>What people call the indicator of a reference.</summary>
    public static string CalledOf(string reference) => $"The indicator {reference}";

    /// <summary>Document id of the indicator of a reference.</summary>
    /// <exception cref="NotFoundException">No indicator can have that reference.</exception>
    public static string IdOf(string reference) =>
        Counter.IsNumbered(reference, 'I') ? reference : throw new NotFoundException(CalledOf(reference));
}
