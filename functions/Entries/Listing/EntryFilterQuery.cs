using Microsoft.AspNetCore.Http;
using RiskRegister.Entries.History;
using RiskRegister.Register;

namespace RiskRegister.Entries.Listing;

/// <summary>Reads a filter from an address, and refuses words that no entry can have.</summary>
public static class EntryFilterQuery
{
    /// <summary>The filter of a query string: kind, state, standing, owner, delegate, category, level, tag, process, objective, issue, party, q, sort.</summary>
    /// <exception cref="RefusedException">A value is none of the words allowed.</exception>
    public static EntryFilter Read(IQueryCollection query) =>
        query.ContainsKey(AsOfQuery.Name)
            ? throw RefusedException.Because(AsOfQuery.Name, "not-here", "Leave this out: here only today's register is told.")
            : ReadWords(query);

    /// <summary>The same for entries as they were.</summary>
    public static EntryFilter ReadWords(IQueryCollection query)
    {
        var standing = OneOf(query, "standing", Standing.All);
        return new EntryFilter
        {
            Kind = Word<EntryKind>(query, "kind"),
            State = Word<EntryState>(query, "state"),
            Standing = standing,
            Owner = Text(query, "owner"),
            Delegate = Text(query, "delegate"),
            Category = Text(query, "category"),
            Level = Text(query, "level"),
            Tag = Text(query, "tag"),
            Process = Text(query, "process"),
            Objective = Text(query, "objective"),
            Issue = Text(query, "issue"),
            Party = Text(query, "party"),
            Search = Text(query, "q"),
            Sort = OneOf(query, "sort", EntryList.Sorts) ?? EntryList.DefaultSort,
        };
    }

    private static string? Text(IQueryCollection query, string name) => ((string?)query[name]).OrNull();

    private static T? Word<T>(IQueryCollection query, string name)
        where T : struct, Enum
    {
        var words = Enum.GetValues<T>();
        var word = OneOf(query, name, [.. words.Select(Words.Of)]);
        return word is null ? null : words.First(w => Words.Of(w) == word);
    }

    private static string? OneOf(IQueryCollection query, string name, IReadOnlyCollection<string> allowed)
    {
        var text = Text(query, name);
        return text is null || allowed.Contains(text)
            ? text
            : throw RefusedException.Because(name, "unknown-word", $"Use one of: {string.Join(", ", allowed)}.");
    }
}
