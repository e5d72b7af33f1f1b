using RiskRegister.Entries;

namespace RiskRegister.Context;

/// <summary>A name by which entries name a part of the context. How it is spaced, and upper and lower case, make no difference.</summary>
/// <param name="Kind">What is named.</param>
/// <param name="Name">The name as somebody wrote it.</param>
public readonly record struct ContextName(ContextKind Kind, string Name)
{
    /// <summary>The same for all ways to write the name, such as <c>process:keep records</c>.</summary>
    public string Key => $"{Words.Of(Kind)}:{Tidy(Name).ToLowerInvariant()}";

    /// <summary>The name with single blanks.</summary>
    public static string Tidy(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>All that an entry names: what it is tied to itself, and the processes of its controls and actions.</summary>
    public static IEnumerable<ContextName> Of(Entry entry) =>
        [
            .. All(ContextKind.Process, entry.Processes),
            .. All(ContextKind.Objective, entry.Objectives),
            .. All(ContextKind.Issue, entry.Issues),
            .. All(ContextKind.Party, entry.Parties),
            .. All(ContextKind.Process, entry.Controls.Select(control => control.Process)),
            .. All(ContextKind.Process, entry.Actions.Select(action => action.Process)),
        ];

    private static IEnumerable<ContextName> All(ContextKind kind, IEnumerable<string?> names) =>
        names.OfType<string>().Select(name => new ContextName(kind, name));
}
