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
    public static EntryFilter ReadWords(IQueryCollection query) => QueryParameters.Read<EntryFilter>(query);
}
