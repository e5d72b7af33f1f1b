using System.Text.Json;
using System.Text.Json.Serialization;
using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Context;

/// <summary>
/// A process, an objective, an issue or an interested party. Entries name items as people do; an item answers to its name and to all that
/// it had before, so that what was written once stays true.
/// </summary>
/// <param name="Agency">Partition.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Slug">Its id within the kind: made of the first name, never changed.</param>
public sealed record ContextItem(string Agency, ContextKind Kind, string Slug) : RegisterRecord(Agency)
{
    /// <summary>Value of <see cref="Type"/>.</summary>
    public const string DocumentType = "context";

    /// <inheritdoc/>
    public override string Id => IdOf(Kind, Slug);

    /// <inheritdoc/>
    public override string Type => DocumentType;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Called => $"The {Words.Of(Kind)} \"{Name}\"";

    /// <inheritdoc cref="ContextDetails.Name"/>
    public string Name { get; init; } = "";

    /// <summary>The names that it had before, or took over, the oldest first.</summary>
    public IReadOnlyList<string> FormerNames { get; init; } = [];

    /// <summary>False once it is retired: it is no longer offered to choose from.</summary>
    public bool Active { get; init; } = true;

    /// <summary>The item of the same kind that took its names over.</summary>
    public string? AbsorbedBy { get; init; }

    /// <inheritdoc cref="ContextDetails.Description"/>
    public string? Description { get; init; }

    /// <inheritdoc cref="ContextDetails.Owner"/>
    public string? Owner { get; init; }

    /// <inheritdoc cref="ContextDetails.Procedure"/>
    public string? Procedure { get; init; }

    /// <inheritdoc cref="ContextDetails.Objectives"/>
    public IReadOnlyList<string> Objectives { get; init; } = [];

    /// <inheritdoc cref="ContextDetails.Processes"/>
    public IReadOnlyList<string> Processes { get; init; } = [];

    /// <inheritdoc cref="ContextDetails.Measure"/>
    public string? Measure { get; init; }

    /// <inheritdoc cref="ContextDetails.Target"/>
    public decimal? Target { get; init; }

    /// <inheritdoc cref="ContextDetails.Unit"/>
    public string? Unit { get; init; }

    /// <inheritdoc cref="ContextDetails.Due"/>
    public DateOnly? Due { get; init; }

    /// <inheritdoc cref="ContextDetails.Origin"/>
    public IssueOrigin? Origin { get; init; }

    /// <inheritdoc cref="ContextDetails.Climate"/>
    public bool? Climate { get; init; }

    /// <inheritdoc cref="ContextDetails.Trend"/>
    public string? Trend { get; init; }

    /// <inheritdoc cref="ContextDetails.Requirements"/>
    public IReadOnlyList<PartyRequirement> Requirements { get; init; } = [];

    /// <summary>All names that it answers to, today's first.</summary>
    [JsonIgnore]
    public IEnumerable<ContextName> Names => FormerNames.Prepend(Name).Select(name => new ContextName(Kind, name));

    /// <summary>What of it may be changed.</summary>
    [JsonIgnore]
    public ContextDetails Details =>
        JsonSerializer.SerializeToElement(this, RegisterJson.Options).Deserialize<ContextDetails>(RegisterJson.Options)!;

    /// <summary>Its address in the API.</summary>
    [JsonIgnore]
    public string Address => $"/api/{Agency}/context/{Words.Of(Kind)}/{Uri.EscapeDataString(Slug)}";

    /// <summary>Document id of an item.</summary>
    public static string IdOf(ContextKind kind, string slug) => $"context:{Words.Of(kind)}:{slug}";

    /// <summary>Whether it answers to a name.</summary>
    public bool Has(ContextName name) => Names.Any(own => own.Key == name.Key);

    /// <summary>The item with more names that it answers to.</summary>
    public ContextItem Answering(IEnumerable<string> names) =>
        this with
        {
            FormerNames =
            [
                .. FormerNames
                    .Concat(names)
                    .DistinctBy(name => new ContextName(Kind, name).Key)
                    .Where(name => new ContextName(Kind, name).Key != new ContextName(Kind, Name).Key),
            ],
        };
}
