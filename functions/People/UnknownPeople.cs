using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register;

namespace RiskRegister.People;

/// <summary>A name or an address that entries name, and that is nobody's here.</summary>
/// <param name="Who">As entries have it.</param>
/// <param name="Owns">Entries that it owns.</param>
/// <param name="Delegates">Entries whose delegate it is.</param>
/// <param name="Actions">Open actions that it owns.</param>
public sealed record UnknownPerson(string Who, int Owns, int Delegates, int Actions);

/// <summary>Tells which owners are nobody's: imports bring names, and a handover finds only who is known.</summary>
public sealed class UnknownPeople(EntryList entries, Rosters rosters)
{
    /// <summary>
    /// GET who is named by open entries and is nobody here. A page is one of open entries, and its counts are of
    /// these: who is named on several pages is told on each.
    /// </summary>
    // Named to come before GetPerson, whose route would take "unknown" for an address.
    [Function("CountUnknownPeople")]
    [Operation(Query = [typeof(PagingQuery)], Gives = typeof(ListAnswer<UnknownPerson>))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/people/unknown")] HttpRequest request,
        string agency
    )
    {
        var page = await entries.OpenAsync(agency, PagingQuery.Read(request.Query), request.HttpContext.RequestAborted);
        var unknown = Among(page.Items.Select(document => document.Entry), await rosters.OfAsync(agency));
        return ApiAnswer.Ok(new ListAnswer<UnknownPerson>(unknown, page.Continuation));
    }

    /// <summary>Who is named by entries and nobody's, in the order of their names.</summary>
    public static IReadOnlyList<UnknownPerson> Among(IEnumerable<Entry> entries, Roster people)
    {
        var named = entries.SelectMany(entry =>
            entry
                .Actions.Where(action => action.IsOpen)
                .Select(action => (Who: action.Owner, Count: new UnknownPerson("", 0, 0, 1)))
                .Prepend((Who: entry.Delegate, Count: new UnknownPerson("", 0, 1, 0)))
                .Prepend((Who: entry.Owner, Count: new UnknownPerson("", 1, 0, 0)))
        );
        return
        [
            .. named
                .Where(name => name.Who is not null && people.Find(name.Who) is null)
                .GroupBy(name => name.Who!.Trim(), name => name.Count, StringComparer.OrdinalIgnoreCase)
                .OrderBy(group => group.Key, StringComparer.OrdinalIgnoreCase)
                .Select(group =>
                    group.Aggregate(
                        new UnknownPerson(group.Key, 0, 0, 0),
                        (sum, one) => new(sum.Who, sum.Owns + one.Owns, sum.Delegates + one.Delegates, sum.Actions + one.Actions)
                    )
                ),
        ];
    }
}
