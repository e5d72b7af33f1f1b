using System.Collections.Concurrent;
using RiskRegister.Criteria;

namespace RiskRegister.People;

/// <summary>Keeps the people of each agency at hand, for what needs to know all of them: who stands in for whom, who has left.</summary>
public sealed class Rosters(PeopleDirectory people, Agencies agencies, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (Task<Roster> Roster, DateTimeOffset ReadAt)> _known = new(
        StringComparer.Ordinal
    );

    /// <summary>The people of an agency; what another instance of the app has changed may be up to 30 seconds old.</summary>
    public async Task<Roster> OfAsync(string agency)
    {
        if (_known.TryGetValue(agency, out var known) && time.GetUtcNow() - known.ReadAt < Fresh)
        {
            return await known.Roster;
        }

        // Kept before it is read, so that what is read before a change is never kept after it.
        var reading = FreshAsync(agency);
        _known[agency] = (reading, time.GetUtcNow());
        try
        {
            return await reading;
        }
        catch
        {
            Forget(agency);
            throw;
        }
    }

    /// <summary>The people of an agency as they are now, for decisions about people.</summary>
    public async Task<Roster> FreshAsync(string agency) => new(await people.AllAsync(agency));

    /// <summary>Has the people of an agency read anew, because one of them was changed.</summary>
    public void Forget(string agency) => _known.TryRemove(agency, out _);

    /// <summary>For whom somebody stands in today.</summary>
    public async Task<IReadOnlyList<Person>> RepresentedAsync(string agency, string email, CancellationToken cancellation)
    {
        var settings = await agencies.SettingsAsync(agency, cancellation);
        return StandIn.Represented(email, settings.DayOf(time.GetUtcNow()), await OfAsync(agency));
    }
}
