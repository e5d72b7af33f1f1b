using System.Collections.Concurrent;
using Microsoft.Azure.Cosmos;
using RiskRegister.Register;

namespace RiskRegister.Criteria;

/// <summary>The agencies of this deployment and their settings.</summary>
public sealed class Agencies(RegisterContainer container, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (AgencySettings Settings, DateTimeOffset ReadAt)> _cache = new(
        StringComparer.Ordinal
    );

    /// <summary>The settings in force; they may be up to 30 seconds old.</summary>
    /// <exception cref="NotFoundException">There is no such agency.</exception>
    public async Task<AgencySettings> SettingsAsync(string agency, CancellationToken cancellation = default)
    {
        if (_cache.TryGetValue(agency, out var cached) && time.GetUtcNow() - cached.ReadAt < Fresh)
        {
            return cached.Settings;
        }

        var stored = await container.FindAsync<SettingsDocument>(agency, SettingsDocument.DocumentId, cancellation);
        var settings = stored?.Value.Settings ?? throw new NotFoundException($"The agency {agency}");
        _cache[agency] = (settings, time.GetUtcNow());
        return settings;
    }

    /// <summary>All agencies of the deployment, by id.</summary>
    public IAsyncEnumerable<AgencyDocument> AllAsync(CancellationToken cancellation = default) =>
        container.QueryAllAsync<AgencyDocument>(
            RegisterContainer.Directory,
            new QueryDefinition("SELECT * FROM c WHERE c.type = @type ORDER BY c.type, c.id").WithParameter(
                "@type",
                AgencyDocument.DocumentType
            ),
            cancellation
        );

    /// <summary>Makes an agency, or gives it other settings.</summary>
    public async Task SaveAsync(string agency, AgencySettings settings)
    {
        await container.CommitAsync(
            agency,
            [DocumentWrite.Put(SettingsDocument.DocumentId, new SettingsDocument(agency, settings))]
        );
        var entry = new AgencyDocument($"agency:{agency}", agency, settings.Name);
        await container.CommitAsync(RegisterContainer.Directory, [DocumentWrite.Put(entry.Id, entry)]);
        _cache.TryRemove(agency, out _);
    }

    private sealed record SettingsDocument(string Agency, AgencySettings Settings)
    {
        public const string DocumentId = "settings";

        public string Id => DocumentId;

        public string Type => "settings";
    }
}

/// <summary>One line of the list of agencies.</summary>
/// <param name="Id">Document id.</param>
/// <param name="Slug">Id of the agency.</param>
/// <param name="Name">Its name.</param>
public sealed record AgencyDocument(string Id, string Slug, string Name)
{
    /// <summary>Value of <see cref="Type"/>.</summary>
    public const string DocumentType = "agency";

    /// <summary>Always <c>agency</c>.</summary>
    public string Type => DocumentType;

    /// <summary>Partition.</summary>
    public string Agency => RegisterContainer.Directory;
}
