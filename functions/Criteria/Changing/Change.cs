using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Criteria.Refreshing;
using RiskRegister.Entries;
using RiskRegister.Entries.History;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Criteria.Changing;

/// <summary>How settings are changed.</summary>
public sealed record ChangeSettingsQuery
{
    /// <summary>True to be told what the change would come to; nothing is stored.</summary>
    public bool DryRun { get; init; }
}

/// <summary>Changing the settings of an agency. Nothing is rescaled: old ratings keep the version of the criteria that they were made by.</summary>
public sealed class Change(Agencies agencies, RecordStore records, EntryStore store, EntryList entries)
{
    /// <summary>
    /// PUT a <see cref="ChangeSettings"/> with If-Match, which here must be given: 428 without it. With <c>dryRun=true</c> it is checked and
    /// answered, and nothing is stored.
    /// </summary>
    [Function("ChangeSettings")]
    [Operation(
        Query = [typeof(ChangeSettingsQuery)],
        Takes = typeof(ChangeSettings),
        NeedsIfMatch = true,
        Gives = typeof(ChangedSettings),
        HasETag = true
    )]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/{agency}/settings")] HttpRequest request,
        string agency
    )
    {
        if (request.IfMatch() is null or "*")
        {
            return Problem.VersionRequired(
                "Send the ETag of the settings that you saw as If-Match, so that you change what you saw."
            );
        }

        var cancellation = request.HttpContext.RequestAborted;
        var command = await JsonBody.ReadAsync<ChangeSettings>(request);
        var context = await store.ContextAsync(agency, request.Actor(), cancellation);
        var (isDryRun, key) = (QueryParameters.Read<ChangeSettingsQuery>(request.Query).DryRun, request.IdempotencyKey());
        AgencySettings? was = null;
        var stored = isDryRun
            ? await TryAsync(agency, Decided, request.IfMatch()!, cancellation)
            : await agencies.ChangeAsync(agency, context, Decided, request.IfMatch(), key, cancellation);
        var body = await AnswerAsync(agency, was ?? stored.Value.Settings, stored.Value.Settings, !isDryRun, cancellation);
        return new ApiAnswer(200, body) { Headers = { ["ETag"] = stored.ETag } };

        RecordDecision<SettingsRecord> Decided(SettingsRecord? record)
        {
            was = record?.Settings;
            return Decide(command, record ?? throw new NotFoundException($"The agency {agency}"), context);
        }
    }

    /// <summary>
    /// Settings are changed with a reason, when they fit together (see <see cref="SettingsChecks"/>). The version of the criteria rises
    /// only with what ratings depend on.
    /// </summary>
    public static RecordDecision<SettingsRecord> Decide(ChangeSettings command, SettingsRecord record, DecisionContext context)
    {
        var (present, wanted) = (record.Settings, command.Wanted());
        var checks = new Checks()
            .CountedByItself("version", wanted.Version, present.Version)
            .CountedByItself("criteria.version", wanted.Criteria.Version, present.Criteria.Version)
            .Settings(wanted)
            .Required("reason", command.Reason, "Enter why the settings are to be different.");
        if (checks.Refusals.Count > 0)
        {
            return new RecordDecision<SettingsRecord>(null, checks.Refusals);
        }

        var version = present.Criteria.Version + (wanted.Criteria.MeansTheSameAs(present.Criteria) ? 0 : 1);
        var settings = wanted with { Criteria = wanted.Criteria with { Version = version } };
        var decision = record.Change(settings, "settings-changed", command.Reason!.Trim(), context.Now);
        return decision.Change is null
            ? decision
            : decision with
            {
                Beside = [.. decision.Beside, SettingsChanged.Message(decision.Change.After)],
            };
    }

    private async Task<Stored<SettingsRecord>> TryAsync(
        string agency,
        Func<SettingsRecord?, RecordDecision<SettingsRecord>> decide,
        string ifMatch,
        CancellationToken cancellation
    )
    {
        var present = await records.LoadAsync<SettingsRecord>(
            agency,
            SettingsRecord.DocumentId,
            $"The agency {agency}",
            cancellation
        );
        if (ifMatch != present.ETag)
        {
            throw new StaleException(present.Value.Called, present.ETag);
        }

        var decision = decide(present.Value);
        return decision.Refusals.Count > 0
            ? throw new RefusedException(decision.Refusals)
            : present with
            {
                Value = decision.Change?.After ?? present.Value,
            };
    }

    private async Task<ChangedSettings> AnswerAsync(
        string agency,
        AgencySettings was,
        AgencySettings settings,
        bool stored,
        CancellationToken cancellation
    )
    {
        var rerated =
            settings.Criteria.Version == was.Criteria.Version
                ? entries.CountAsync(agency, new EntryFilter { Standing = Standing.NeedsRerating }, cancellation)
                : entries.CountRatedAsync(agency, cancellation);
        return new ChangedSettings(
            stored,
            SettingsDifference.Between(was, settings),
            new Rerating(await rerated, $"/api/{agency}/entries?standing={Standing.NeedsRerating}"),
            settings
        );
    }
}

/// <summary>What a change of the settings came to.</summary>
/// <param name="Stored">False when it was only tried.</param>
/// <param name="Changes">What differs from before, by its path in the settings.</param>
/// <param name="Rerating">What has to be rated anew.</param>
/// <param name="Settings">The settings after it.</param>
public sealed record ChangedSettings(
    bool Stored,
    IReadOnlyList<FieldDifference> Changes,
    Rerating Rerating,
    AgencySettings Settings
);

/// <summary>The entries that were rated by criteria that are no longer in force.</summary>
/// <param name="Entries">How many they are.</param>
/// <param name="List">Address of their list; complete when their standings were refreshed, which a change begins at once.</param>
public sealed record Rerating(int Entries, string List);
