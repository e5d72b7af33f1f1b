using System.Collections.Frozen;

namespace RiskRegister.Web;

/// <summary>
/// What a page says after a redirect: the address carries a known key (<c>?done=raised</c>), so that no cookie is needed and nobody
/// can put words of their own on a page.
/// </summary>
public static class Notices
{
    /// <summary>The name of the query parameter.</summary>
    public const string Parameter = "done";

    private static readonly FrozenDictionary<string, string> Texts = new Dictionary<string, string>
    {
        ["raised"] = "The entry has been raised",
        ["changed"] = "The entry has been changed",
        ["assessed"] = "The assessment has been recorded",
        ["response-chosen"] = "The response has been recorded",
        ["control-added"] = "The control has been noted",
        ["action-planned"] = "The action has been planned",
        ["action-completed"] = "The action is complete. A check of its effect has been planned",
        ["action-checked"] = "The check has been recorded",
        ["acceptance-requested"] = "Acceptance has been requested",
        ["accepted"] = "The entry has been accepted",
        ["refused"] = "The acceptance has been refused",
        ["reviewed"] = "The review has been recorded",
        ["closed"] = "The entry has been closed",
        ["reopened"] = "The entry has been reopened",
        ["commented"] = "The comment has been added",
        ["saved"] = "The settings have been saved",
    }.ToFrozenDictionary();

    /// <summary>The words for a key, or null for a key that is not known.</summary>
    public static string? Text(string? key) => key is null ? null : Texts.GetValueOrDefault(key);

    /// <summary>An address with a notice for the page that it leads to.</summary>
    public static string Address(string path, string key) =>
        Texts.ContainsKey(key)
            ? $"{path}?{Parameter}={key}"
            : throw new ArgumentOutOfRangeException(nameof(key), key, "No such notice");
}
