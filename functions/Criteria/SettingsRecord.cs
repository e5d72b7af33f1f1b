using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Criteria;

/// <summary>The settings of an agency as they are stored: every version is kept, so that what was rated and seen under older ones can be shown.</summary>
/// <param name="Agency">Partition.</param>
/// <param name="Settings">The settings; their version is that of the record.</param>
public sealed record SettingsRecord(string Agency, AgencySettings Settings) : RegisterRecord(Agency)
{
    /// <summary>Id of the one document.</summary>
    public const string DocumentId = "settings";

    /// <inheritdoc/>
    public override string Id => DocumentId;

    /// <inheritdoc/>
    public override string Type => "settings";

    /// <inheritdoc/>
    public override string Called => "The document of settings";

    /// <summary>The settings. Documents of before versions were counted have none: they are version 1.</summary>
    public AgencySettings Settings { get; init; } = Settings.Version == 0 ? Settings with { Version = 1 } : Settings;

    /// <summary>The first settings of an agency.</summary>
    /// <param name="agency">The agency.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="name">What is done, such as <c>agency-created</c>.</param>
    public static RecordDecision<SettingsRecord> Begin(string agency, AgencySettings settings, string name) =>
        new(new RecordChange<SettingsRecord>(new SettingsRecord(agency, settings with { Version = 1 }), name), []);

    /// <summary>
    /// Other settings in place of these. Settings of before versions were kept become version 1 in the same commit, so that the history
    /// begins with them. Nothing happens when nothing differs.
    /// </summary>
    /// <param name="settings">The settings wanted; the register counts their version.</param>
    /// <param name="name">What is done, such as <c>settings-changed</c>.</param>
    /// <param name="why">The reason.</param>
    /// <param name="at">When.</param>
    public RecordDecision<SettingsRecord> Change(AgencySettings settings, string name, string? why, DateTimeOffset at)
    {
        if (SettingsDifference.Between(Settings, settings).Count == 0)
        {
            return RecordDecision.Nothing<SettingsRecord>();
        }

        var (before, kept) = Version > 0 ? (this, []) : Kept(at);
        var after = before with { Settings = settings with { Version = before.Version + 1 } };
        return new RecordDecision<SettingsRecord>(new RecordChange<SettingsRecord>(after, name, why), []) { Beside = kept };
    }

    private (SettingsRecord Record, IReadOnlyList<DocumentWrite> Writes) Kept(DateTimeOffset at)
    {
        var (record, version) = RecordVersion.Next(new RecordChange<SettingsRecord>(this, "settings-kept"), at, "register");
        return (record, [DocumentWrite.Create(version.Id, version)]);
    }
}
