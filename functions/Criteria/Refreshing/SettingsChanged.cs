using System.Globalization;
using RiskRegister.Register;

namespace RiskRegister.Criteria.Refreshing;

/// <summary>Body of the message that tells that an agency's settings were changed.</summary>
/// <param name="Agency">The agency.</param>
/// <param name="Version">Their version after the change.</param>
public sealed record SettingsChanged(string Agency, int Version)
{
    /// <summary>The queue that these messages go to.</summary>
    public const string Queue = "settings-changes";

    /// <summary>The message of a change, to be stored with it.</summary>
    public static DocumentWrite Message(SettingsRecord after)
    {
        var version = after.Settings.Version;
        var message = OutboxDocument.Of(
            string.Create(CultureInfo.InvariantCulture, $"settings:{version}"),
            after.Agency,
            Queue,
            "settings-changed",
            new SettingsChanged(after.Agency, version)
        );
        return DocumentWrite.Create(message.Id, message);
    }
}
