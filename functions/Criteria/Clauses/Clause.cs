using System.Globalization;
using System.Text.Json;
using RiskRegister.Register;

namespace RiskRegister.Criteria.Clauses;

/// <summary>A part of the register that a clause of ISO 9001 is answered by.</summary>
public enum RegisterPart
{
    /// <summary>Issues of the context.</summary>
    Issues,

    /// <summary>Interested parties.</summary>
    Parties,

    /// <summary>Processes.</summary>
    Processes,

    /// <summary>Objectives.</summary>
    Objectives,

    /// <summary>Owners, authorities, escalation.</summary>
    Accountability,

    /// <summary>Risks with their ratings and the appetite.</summary>
    Risks,

    /// <summary>Opportunities with their ratings, decisions and benefits.</summary>
    Opportunities,

    /// <summary>Responses, and acceptances of what is left.</summary>
    Responses,

    /// <summary>Planned and completed actions.</summary>
    Actions,

    /// <summary>Effectiveness checks.</summary>
    Effectiveness,

    /// <summary>Occurrences.</summary>
    Occurrences,

    /// <summary>Signals and indicators.</summary>
    Signals,

    /// <summary>Changes of the system, of criteria and of settings.</summary>
    Changes,

    /// <summary>History, versions and evidence.</summary>
    Records,

    /// <summary>What goes into the management review.</summary>
    Review,
}

/// <summary>A clause of ISO 9001 that the register helps with, told in our words; the standard itself is not quoted.</summary>
/// <param name="Number">Its number, such as 6.1.2.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Parts">The parts of the register that answer it.</param>
/// <param name="Answer">How they do.</param>
public sealed record Clause(
    [property: System.Text.Json.Serialization.JsonPropertyName("clause")] string Number,
    string Title,
    IReadOnlyList<RegisterPart> Parts,
    string Answer
)
{
    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<Clause>>> Shipped = new(Load);

    /// <summary>The clauses of an edition (2015 or 2026) by number; they are shipped as a data file, clauses.json.</summary>
    public static IReadOnlyList<Clause> OfEdition(int edition) => Shipped.Value[edition.ToString(CultureInfo.InvariantCulture)];

    private static IReadOnlyDictionary<string, IReadOnlyList<Clause>> Load()
    {
        using var file = typeof(Clause).Assembly.GetManifestResourceStream("RiskRegister.Criteria.clauses.json")!;
        return JsonSerializer.Deserialize<IReadOnlyDictionary<string, IReadOnlyList<Clause>>>(file, RegisterJson.Strict)!;
    }
}
