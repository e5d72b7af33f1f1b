using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Criteria;

/// <summary>The agencies of this deployment and their settings.</summary>
public sealed class Agencies(RegisterContainer container, RecordStore records, TimeProvider time)
{
    /// <summary>Who acts when no person does.</summary>
    private const string Actor = "register";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (AgencySettings Settings, DateTimeOffset ReadAt)> _cache = new(
        StringComparer.Ordinal
    );

    // A version never changes, so what was read of it once stays right.
    private readonly ConcurrentDictionary<(string Agency, int Version), PastSettings> _past = new();

    /// <summary>The settings in force; they may be up to 30 seconds old.</summary>
    /// <exception cref="NotFoundException">There is no such agency.</exception>
    public async Task<AgencySettings> SettingsAsync(string agency, CancellationToken cancellation = default) =>
        _cache.TryGetValue(agency, out var cached) && time.GetUtcNow() - cached.ReadAt < Fresh
            ? cached.Settings
            : await LatestSettingsAsync(agency, cancellation);

    /// <summary>The settings in force, read now.</summary>
    /// <exception cref="NotFoundException">There is no such agency.</exception>
    public async Task<AgencySettings> LatestSettingsAsync(string agency, CancellationToken cancellation = default)
    {
        var stored = await records.FindAsync<SettingsRecord>(agency, SettingsRecord.DocumentId, cancellation);
        var settings = stored?.Value.Settings ?? throw new NotFoundException($"The agency {agency}");
        _cache[agency] = (settings, time.GetUtcNow());
        return settings;
    }

    /// <summary>The settings that were in force at an instant; of before the first version that was kept, those of the first one.</summary>
    /// <exception cref="NotFoundException">There is no such agency.</exception>
    public async Task<AgencySettings> SettingsAsOfAsync(
        string agency,
        DateTimeOffset at,
        CancellationToken cancellation = default
    )
    {
        var then = await SettingsAsync(agency, cancellation);
        for (var version = then.Version; version >= 1; version--)
        {
            var past = await FindVersionAsync(agency, version, cancellation);
            then = past?.Settings ?? then;
            if (past?.At <= at)
            {
                break;
            }
        }

        return then;
    }

    /// <summary>The settings of a version, and when they came into force; null when there was no such version, or it was not kept.</summary>
    public async Task<PastSettings?> FindVersionAsync(string agency, int version, CancellationToken cancellation = default)
    {
        if (_past.TryGetValue((agency, version), out var known))
        {
            return known;
        }

        var id = RecordVersion.IdOf(SettingsRecord.DocumentId, version);
        var stored = await container.FindAsync<RecordVersion>(agency, id, cancellation);
        return stored is null
            ? null
            : _past[(agency, version)] = new PastSettings(
                stored.Value.At,
                stored.Value.Data.Deserialize<SettingsRecord>(RegisterJson.Options)!.Settings
            );
    }

    /// <summary>All agencies of the deployment, by id.</summary>
    public IAsyncEnumerable<AgencyDocument> AllAsync(CancellationToken cancellation = default) =>
        container.QueryAllAsync<AgencyDocument>(RegisterContainer.Directory, All, cancellation);

    /// <summary>One page of <see cref="AllAsync"/>.</summary>
    public Task<Page<AgencyDocument>> PageAsync(Paging paging, CancellationToken cancellation) =>
        container.QueryAsync<AgencyDocument>(RegisterContainer.Directory, All, paging.Limit, paging.Continuation, cancellation);

    /// <summary>Decides on the settings of an agency, as <see cref="RecordStore.ChangeAsync"/> does.</summary>
    public async Task<Stored<SettingsRecord>> ChangeAsync(
        string agency,
        DecisionContext context,
        Func<SettingsRecord?, RecordDecision<SettingsRecord>> decide,
        string? ifMatch = null,
        string? key = null,
        CancellationToken cancellation = default
    )
    {
        var stored = await records.ChangeAsync(agency, SettingsRecord.DocumentId, context, decide, ifMatch, key, cancellation);
        _cache.TryRemove(agency, out _);
        return stored;
    }

    /// <summary>Makes an agency without asking who may, or gives it other settings.</summary>
    public async Task SaveAsync(string agency, AgencySettings settings)
    {
        var now = time.GetUtcNow();
        await ChangeAsync(
            agency,
            new DecisionContext(now, settings.DayOf(now), Actor, settings),
            record =>
                record is null
                    ? SettingsRecord.Begin(agency, settings, "settings-saved")
                    : record.Change(settings, "settings-saved", null, now)
        );
        await PutAsync(AgencyDocument.Of(agency, settings.Name));
    }

    /// <summary>Brings the name of an agency in the list of agencies up to date.</summary>
    public async Task NameAsync(string agency, CancellationToken cancellation)
    {
        var named = AgencyDocument.Of(agency, (await LatestSettingsAsync(agency, cancellation)).Name);
        var known = await container.FindAsync<AgencyDocument>(RegisterContainer.Directory, named.Id, cancellation);
        if (known is not null && known.Value != named)
        {
            await PutAsync(named);
        }
    }

    private async Task PutAsync(AgencyDocument entry) =>
        await container.CommitAsync(RegisterContainer.Directory, [DocumentWrite.Put(entry.Id, entry)]);

    private static QueryDefinition All =>
        new QueryDefinition("SELECT * FROM c WHERE c.type = @type ORDER BY c.type, c.id").WithParameter(
            "@type",
            AgencyDocument.DocumentType
        );
}

/// <summary>A version of an agency's settings.</summary>
/// <param name="At">When it came into force.</param>
/// <param name="Settings">The settings.</param>
public sealed record PastSettings(DateTimeOffset At, AgencySettings Settings);

/// <summary>One line of the list of agencies. It is written last, so what is here is whole.</summary>
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

    /// <summary>The line of an agency.</summary>
    public static AgencyDocument Of(string agency, string name) => new(IdOf(agency), agency, name);

    /// <summary>The document of an agency.</summary>
    public static string IdOf(string agency) => $"agency:{agency}";
}
