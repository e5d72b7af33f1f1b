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
        var isFirst = Version == 0 && Settings.Version == 0;
        if (!isFirst && SettingsDifference.Between(Settings, settings).Count == 0)
        {
            return RecordDecision.Nothing<SettingsRecord>();
        }

        var (before, kept) = isFirst ? (this, []) : Kept(at);
        var after = before with { Settings = settings with { Version = before.Version + 1 } };
        return new RecordDecision<SettingsRecord>(new RecordChange<SettingsRecord>(after, name, why), []) { Beside = kept };
    }

    /// <summary>The record of an agency that has none yet.</summary>
    public static SettingsRecord Unmade(string agency) => new(agency, new AgencySettings());

    private (SettingsRecord Record, IReadOnlyList<DocumentWrite> Writes) Kept(DateTimeOffset at)
    {
        if (Version > 0)
        {
            return (this, []);
        }

        var change = new RecordChange<SettingsRecord>(this with { Settings = Settings with { Version = 1 } }, "settings-kept");
        var (record, version) = RecordVersion.Next(change, at, "register");
        return (record, [DocumentWrite.Create(version.Id, version)]);
    }
}
