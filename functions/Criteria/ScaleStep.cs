namespace RiskRegister.Criteria;

/// <summary>One step of a scale. Its texts are what a rating means.</summary>
/// <param name="Name">Its name, such as "Likely".</param>
/// <param name="Description">What it means in practice.</param>
public sealed record ScaleStep(string Name, string Description)
{
    /// <summary>Likelihood: the share of cases, or the chance within a year.</summary>
    public PercentBand? Percent { get; init; }

    /// <summary>Likelihood: how often, or within which time, such as "every 1 to 2 years".</summary>
    public string? Within { get; init; }

    /// <summary>Consequence and benefit: what the step means by the kind of impact, such as <c>finance</c>.</summary>
    public IReadOnlyDictionary<string, string>? Impacts { get; init; }
}

/// <summary>A share of likelihood in percent.</summary>
/// <param name="From">From 0.</param>
/// <param name="To">Up to 100; more than <paramref name="From"/>.</param>
public sealed record PercentBand(decimal From, decimal To);
