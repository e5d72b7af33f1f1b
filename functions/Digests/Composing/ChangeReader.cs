using RiskRegister.Access;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;

namespace RiskRegister.Digests.Composing;

/// <summary>
/// Finds what others have changed in somebody's entries. However much happened, that is one query and one read by ids: of the 25 entries
/// changed last, the 8 last events of each are looked at. With three changed entries it is about 5 RU and 24 RU, at most about 230 RU.
/// </summary>
public sealed class ChangeReader(RegisterContainer container, EntryList entries)
{
    private const int MostEntries = 25;
    private const int MostEvents = 8;

    /// <summary>The changed entries that the person may see, the latest first.</summary>
    public async Task<IReadOnlyList<ChangedEntry>> ReadAsync(Person person, DateTimeOffset since, CancellationToken cancellation)
    {
        var viewer = Viewer.Of(person);
        var documents = (await entries.ChangedSinceAsync(person.Agency, since, person.Email, MostEntries, cancellation)).Where(
            document => document.IsSeenBy(viewer)
        );
        var changed = documents.Select(document => document.Entry).ToList();
        var ids = changed.SelectMany(LastEvents);
        var events = (await container.FindManyAsync<EventDocument>(person.Agency, ids, cancellation))
            .Where(link => link.At > since && IsOfOther(link, person))
            .ToLookup(link => link.Reference);
        return
        [
            .. changed
                .Where(entry => events.Contains(entry.Reference))
                .Select(entry => new ChangedEntry(entry, [.. events[entry.Reference].OrderBy(link => link.Version)])),
        ];
    }

    private static IEnumerable<string> LastEvents(Entry entry) =>
        from version in Enumerable.Range(Math.Max(1, entry.Version - MostEvents + 1), Math.Min(MostEvents, entry.Version))
        select EventDocument.IdOf(entry.Reference, version);

    /// <summary>What the register does by itself, such as asking for a review, is told elsewhere in the digest.</summary>
    private static bool IsOfOther(EventDocument link, Person person) => link.By.Contains('@') && !person.Is(link.By);
}
