using System.Globalization;
using System.Text.Json.Serialization;
using RiskRegister.Register.Records;

namespace RiskRegister.Indicators;

/// <summary>What an indicator was found to be on a day; a correction is a new version of it.</summary>
/// <param name="Agency">Partition.</param>
/// <param name="Indicator">Reference of the indicator.</param>
/// <param name="Day">The day it is of.</param>
/// <param name="Value">The value, in the indicator's unit.</param>
/// <param name="Note">What is to be known about it.</param>
public sealed record Reading(string Agency, string Indicator, DateOnly Day, decimal Value, string? Note) : RegisterRecord(Agency)
{
    /// <summary>Value of <see cref="Type"/>.</summary>
    public const string RecordType = "reading";

    /// <inheritdoc/>
    public override string Id => IdOf(Indicator, Day);

    /// <inheritdoc/>
    public override string Type => RecordType;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Called =>
        string.Create(CultureInfo.InvariantCulture, $"The reading of {Indicator} of {Day:yyyy-MM-dd}");

    /// <summary>Document id: one reading for each indicator and day.</summary>
    public static string IdOf(string indicator, DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"reading:{indicator}:{day:yyyy-MM-dd}");
}
