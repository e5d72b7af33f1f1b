using System.Text.Json;
using RiskRegister.Register;

namespace RiskRegister.Criteria;

/// <summary>The settings that a new agency begins with; they are shipped as a data file, defaults.json.</summary>
public static class DefaultSettings
{
    private static readonly Lazy<AgencySettings> Shipped = new(Load);

    /// <summary>The defaults under the agency's own name.</summary>
    public static AgencySettings For(string name) => Shipped.Value with { Name = name };

    private static AgencySettings Load()
    {
        using var file = typeof(DefaultSettings).Assembly.GetManifestResourceStream("RiskRegister.Criteria.defaults.json")!;
        return JsonSerializer.Deserialize<AgencySettings>(file, RegisterJson.Options)!;
    }
}
