using RiskRegister.Entries;
using RiskRegister.Register;

namespace RiskRegister.Digests.Composing;

/// <summary>Tells what others did to an entry: "Milo Brackenridge: rated as High; commented: We have to move."</summary>
internal static class ChangeWords
{
    private const int Longest = 160;
    private const int MostOfOne = 4;

    /// <summary>The sentence.</summary>
    public static string Of(ChangedEntry changed, DigestFacts facts) =>
        string.Join(
            ' ',
            changed
                .Events.GroupBy(link => link.By)
                .Select(by =>
                    facts.Locale.Text(
                        "change.by",
                        ("name", facts.NameOf(by.Key)),
                        ("changes", string.Join("; ", Few(by.Select(link => Of(link, changed.Entry, facts)), facts)))
                    )
                )
        );

    private static IEnumerable<string> Few(IEnumerable<string> changes, DigestFacts facts)
    {
        var all = changes.Distinct().ToList();
        return all.Count <= MostOfOne
            ? all
            : all.Take(MostOfOne).Append(facts.Locale.Text("change.more", ("count", all.Count - MostOfOne)));
    }

    private static string Of(EventDocument link, Entry entry, DigestFacts facts) =>
        facts.Locale.Text(
            KeyOf(link.Data),
            ("what", Shortened(link.Why ?? "")),
            ("level", facts.Settings.Criteria.LevelOf((link.Data as Assessed)?.Rating)?.Name),
            ("action", Shortened(ActionOf(link.Data, entry) ?? "")),
            ("owner", link.Data is HandedOver { To: { } to } ? facts.NameOf(to) : "–")
        );

    /// <summary>The text of an event.</summary>
    internal static string KeyOf(EntryEvent data) => $"change.{Changeset.NameOf(data)}";

    private static string? ActionOf(EntryEvent data, Entry entry)
    {
        var id = data switch
        {
            ActionPlanned planned => planned.Id,
            ActionShared shared => shared.Id,
            ActionChanged changed => changed.Id,
            ActionCompleted completed => completed.Id,
            ActionChecked found => found.Id,
            ActionDropped dropped => dropped.Id,
            _ => null,
        };
        return entry.Actions.FirstOrDefault(action => action.Id == id)?.Title;
    }

    /// <summary>It stands in a sentence that ends after it.</summary>
    private static string Shortened(string text) =>
        text.Length <= Longest ? text.TrimEnd('.', ' ') : $"{text[..Longest].TrimEnd()}…";
}
