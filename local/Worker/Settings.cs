using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace RiskRegister.Local.Worker;

/// <summary>Settings in the texts of trigger attributes.</summary>
internal static partial class Settings
{
    /// <summary>The text with every <c>%Name%</c> replaced by that setting, or null when one is missing.</summary>
    public static string? Resolve(IConfiguration settings, string text)
    {
        var isComplete = true;
        var resolved = Reference().Replace(text, match => settings[match.Groups["name"].Value] ?? Missing());
        return isComplete ? resolved : null;

        string Missing()
        {
            isComplete = false;
            return "";
        }
    }

    /// <summary>What is wrong with names in which settings may be referred to.</summary>
    public static IEnumerable<string> NameProblems(IConfiguration settings, IEnumerable<string> names) =>
        names.Where(name => Resolve(settings, name) is null).Select(name => $"'{name}' names a setting that is missing.");

    /// <summary>What is wrong with the setting that holds a trigger's connection string.</summary>
    public static IEnumerable<string> ConnectionProblems(IConfiguration settings, string? connection)
    {
        if (connection is null)
        {
            yield return "the trigger's Connection names no setting.";
        }
        else if (string.IsNullOrEmpty(settings[connection]))
        {
            yield return $"the setting '{connection}', which the trigger's Connection names, is missing.";
        }
    }

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
