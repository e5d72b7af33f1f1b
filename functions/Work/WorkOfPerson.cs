using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;

namespace RiskRegister.Work;

/// <summary>Finds what needs a person in an agency, by one query for each person whom they stand in for, and one for themselves.</summary>
public sealed class WorkOfPerson(EntryList entries, Agencies agencies, Rosters rosters, TimeProvider time)
{
    /// <summary>Their work today, and that of whom they stand in for.</summary>
    public async Task<MyWork> TodayAsync(string agency, string email, CancellationToken cancellation)
    {
        var settings = await agencies.SettingsAsync(agency, cancellation);
        var represented = await rosters.RepresentedAsync(agency, email, cancellation);
        var theirs = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var address in represented.Select(person => person.Email).Prepend(email))
        {
            await foreach (var document in entries.OfPersonAsync(agency, address, cancellation))
            {
                theirs[document.Reference] = document.Entry;
            }
        }

        return MyWork.Of(email, [.. theirs.Values], settings, settings.DayOf(time.GetUtcNow()), represented);
    }
}
