using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Register;

namespace RiskRegister.Work;

/// <summary>Finds what needs a person in an agency, by one query.</summary>
public sealed class WorkOfPerson(EntryList entries, Agencies agencies, TimeProvider time)
{
    /// <summary>Their work today.</summary>
    public async Task<MyWork> TodayAsync(string agency, string email, CancellationToken cancellation)
    {
        var settings = await agencies.SettingsAsync(agency, cancellation);
        var theirs = new List<Entry>();
        await foreach (var document in entries.OfPersonAsync(agency, email, cancellation))
        {
            theirs.Add(document.Entry);
        }

        return MyWork.Of(email, theirs, settings, settings.DayOf(time.GetUtcNow()));
    }
}
