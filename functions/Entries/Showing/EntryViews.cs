using Microsoft.AspNetCore.Http;
using RiskRegister.Access;
using RiskRegister.Api;
using RiskRegister.Context;
using RiskRegister.People;
using RiskRegister.Register;

namespace RiskRegister.Entries.Showing;

/// <summary>Loads entries for pages: one point read, and the people of the agency.</summary>
public sealed class EntryViews(EntryStore store, PeopleDirectory people, EntryHistory history, ContextItems items)
{
    /// <summary>An entry with what a page needs to show it.</summary>
    /// <exception cref="NotFoundException">There is no such entry in this agency.</exception>
    public async Task<EntryView> LoadAsync(HttpRequest request, string agency, string reference)
    {
        var cancellation = request.HttpContext.RequestAborted;
        var stored = store.LoadAsync(agency, reference, cancellation);
        var names = people.AllAsync(agency, cancellation);
        var context = await store.ContextAsync(agency, request.Actor(), cancellation);
        return new EntryView(
            (await stored).Value,
            context.Settings,
            context.Today,
            new PeopleNames(await names),
            request.Caller()
        )
        {
            ContextNames = (kind, reading) => items.ChoicesAsync(agency, kind, reading),
        };
    }

    /// <summary>What happened to an entry, the first event first.</summary>
    public async Task<IReadOnlyList<ShownEvent>> HistoryAsync(EntryView view, CancellationToken cancellation)
    {
        var events = new List<EventDocument>();
        await foreach (var link in history.ReadAsync(view.Entry.Agency, view.Entry.Reference, cancellation))
        {
            events.Add(link);
        }

        return ShownHistory.Of(events, view);
    }
}
