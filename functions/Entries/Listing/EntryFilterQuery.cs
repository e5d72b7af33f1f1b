using Microsoft.AspNetCore.Http;
using RiskRegister.Api;
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
        var standing = QueryWords.OneOf(query, "standing", Standing.All);
        return new EntryFilter
        {
            Kind = Word<EntryKind>(query, "kind"),
            State = Word<EntryState>(query, "state"),
            Standing = standing,
            Owner = QueryWords.Text(query, "owner"),
            Delegate = QueryWords.Text(query, "delegate"),
            Category = QueryWords.Text(query, "category"),
            Level = QueryWords.Text(query, "level"),
            Tag = QueryWords.Text(query, "tag"),
            Process = QueryWords.Text(query, "process"),
            Objective = QueryWords.Text(query, "objective"),
            Issue = QueryWords.Text(query, "issue"),
            Party = QueryWords.Text(query, "party"),
            Search = QueryWords.Text(query, "q"),
            Sort = QueryWords.OneOf(query, "sort", EntryList.Sorts) ?? EntryList.DefaultSort,
        };
    }

    private static T? Word<T>(IQueryCollection query, string name)
        where T : struct, Enum
    {
        var word = QueryWords.Of<T>(query, name);
        return word is null ? null : Enum.GetValues<T>().First(w => Words.Of(w) == word);
    }
}
