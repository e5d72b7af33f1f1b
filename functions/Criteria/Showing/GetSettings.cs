using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Entries.History;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Criteria.Showing;

/// <summary>Which settings are shown; those in force if nothing is named.</summary>
public sealed record SettingsQuery
{
    /// <summary>Those of this version; not together with asOf.</summary>
    [Range(1, int.MaxValue)]
    public int? Version { get; init; }
}

/// <summary>Shows the settings of an agency: those in force, those of a version, those of an instant, and how they came about.</summary>
public sealed class GetSettings(Agencies agencies, RecordStore records, RecordHistory history, EntryStore store)
{
    /// <summary>GET the settings in force with their ETag; with <c>version</c> or <c>asOf</c> older ones, without.</summary>
    [Function("GetSettings")]
    [Operation(Query = [typeof(SettingsQuery), typeof(AsOfParameter)], Gives = typeof(AgencySettings))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/settings")] HttpRequest request,
        string agency
    )
    {
        var cancellation = request.HttpContext.RequestAborted;
        var stored = await LoadAsync(agency, cancellation);
        if (Version(request.Query) is { } version)
        {
            return ApiAnswer.Ok(await OfVersionAsync(agency, stored.Value.Settings, version, cancellation));
        }

        var context = await store.ContextAsync(agency, request.Actor(), cancellation);
        return AsOfQuery.Read(request.Query, AsOfQuery.Name, context) is { } at
            ? ApiAnswer.Ok(await agencies.SettingsAsOfAsync(agency, at, cancellation))
            : new ApiAnswer(200, stored.Value.Settings) { Headers = { ["ETag"] = stored.ETag } };
    }

    /// <summary>GET what happened to the settings: <c>{"events":[]}</c> of <see cref="SettingsEvent"/>, the first one first.</summary>
    [Function("GetSettingsHistory")]
    [Operation(Gives = typeof(SettingsEvents))]
    public async Task<IActionResult> History(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/settings/history")] HttpRequest request,
        string agency
    )
    {
        var cancellation = request.HttpContext.RequestAborted;
        await LoadAsync(agency, cancellation);
        var events = new List<SettingsEvent>();
        AgencySettings? was = null;
        await foreach (var version in history.ReadAsync(agency, SettingsRecord.DocumentId, cancellation))
        {
            var now = (await agencies.FindVersionAsync(agency, version.Version, cancellation))!.Settings;
            events.Add(SettingsEvent.Of(version, was is null ? [] : SettingsDifference.Between(was, now)));
            was = now;
        }

        return ApiAnswer.Ok(new SettingsEvents(events));
    }

    private Task<Stored<SettingsRecord>> LoadAsync(string agency, CancellationToken cancellation) =>
        records.LoadAsync<SettingsRecord>(agency, SettingsRecord.DocumentId, $"The agency {agency}", cancellation);

    private async Task<AgencySettings> OfVersionAsync(
        string agency,
        AgencySettings present,
        int version,
        CancellationToken cancellation
    ) =>
        version == present.Version
            ? present
            : (await agencies.FindVersionAsync(agency, version, cancellation))?.Settings
                ?? throw new NotFoundException(string.Create(CultureInfo.InvariantCulture, $"Version {version} of the settings"));

    private static int? Version(IQueryCollection query)
    {
        var version = QueryParameters.Read<SettingsQuery>(query).Version;
        return version is null || !query.ContainsKey(AsOfQuery.Name)
            ? version
            : throw RefusedException.Because("version", "not-with-as-of", "Ask for a version or for an instant, not for both.");
    }
}

/// <summary>How the settings came about.</summary>
/// <param name="Events">The changes, the first one first.</param>
public sealed record SettingsEvents(IReadOnlyList<SettingsEvent> Events);

/// <summary>One change of the settings.</summary>
/// <param name="Type">What was done: <c>agency-created</c>, <c>settings-changed</c>, <c>settings-kept</c> for those of before versions were kept.</param>
/// <param name="At">When.</param>
/// <param name="By">Who: e-mail address, or the name of the part of the system that acted.</param>
/// <param name="Why">The reason that was given.</param>
/// <param name="Version">Version of the settings after it.</param>
/// <param name="Changes">What differs from the version before, by its path; empty for the first.</param>
/// <param name="Previous">Hash of the version before; null for the first.</param>
/// <param name="Hash">Hash of this version.</param>
public sealed record SettingsEvent(
    string Type,
    DateTimeOffset At,
    string By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Why,
    int Version,
    IReadOnlyList<FieldDifference> Changes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Previous,
    string Hash
)
{
    /// <summary>A version that differs so from the one before.</summary>
    public static SettingsEvent Of(RecordVersion version, IReadOnlyList<FieldDifference> changes) =>
        new(version.Name, version.At, version.By, version.Why, version.Version, changes, version.Previous, version.Hash);
}
