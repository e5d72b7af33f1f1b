using Microsoft.Azure.Functions.Worker;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Register.Records;
using RiskRegister.Signals;

namespace RiskRegister.Entries.HandingOver;

/// <summary>The activities of a handover. Each may be carried out twice; the second time finds its work done.</summary>
public sealed class HandoverActivities(
    EntryStore store,
    EntryList entries,
    RecordStore records,
    PeopleDirectory people,
    Rosters rosters
)
{
    /// <summary>Who acts in the history when no person does.</summary>
    public const string Actor = "handover";

    /// <summary>Entries in one page.</summary>
    public const int PageSize = 50;

    /// <summary>The first instant of the day of leaving in the agency's time zone, in UTC; null when they do not leave any more, or on another day.</summary>
    [Function(nameof(HandoverBegins))]
    public async Task<DateTime?> HandoverBegins([ActivityTrigger] HandoverKey key)
    {
        var context = await store.ContextAsync(key.Agency, Actor);
        return (await FindAsync(key))?.Left is { } left ? context.Settings.StartOf(left.On) : null;
    }

    /// <summary>Takes the agency from those that the start page offers to the person.</summary>
    [Function(nameof(EndMembership))]
    public async Task EndMembership([ActivityTrigger] HandoverKey key)
    {
        rosters.Forget(key.Agency);
        await people.FollowMembershipAsync(key.Agency, key.Email);
    }

    /// <summary>Hands over one page of what is theirs; nothing when they have returned meanwhile.</summary>
    [Function(nameof(HandOverEntries))]
    public async Task<HandoverPage> HandOverEntries([ActivityTrigger] HandoverCursor cursor, CancellationToken cancellation)
    {
        var key = cursor.Key;
        var context = await store.ContextAsync(key.Agency, Actor, cancellation);
        if (await FindAsync(key) is not { } leaver || !leaver.HasLeft(context.Today))
        {
            return new HandoverPage(0, null);
        }

        var heir = StandIn.Heir(leaver, context.Today, await rosters.FreshAsync(key.Agency));
        var page = await entries.OfPersonAsync(key.Agency, key.Email, cursor.After, PageSize);
        await Parallel.ForEachAsync(
            page,
            cancellation,
            async (reference, token) =>
                await store.ChangeAsync(
                    key.Agency,
                    reference,
                    context,
                    (entry, at) => HandOver.Decide(entry, leaver, heir, at),
                    cancellation: token
                )
        );
        return new HandoverPage(page.Count, page.Count > 0 ? page[^1] : null);
    }

    /// <summary>Hands over all open signals that are theirs, which are few; nothing when they have returned meanwhile.</summary>
    [Function(nameof(HandOverSignals))]
    public async Task HandOverSignals([ActivityTrigger] HandoverKey key, CancellationToken cancellation)
    {
        var context = await store.ContextAsync(key.Agency, Actor, cancellation);
        if (await FindAsync(key) is not { } leaver || !leaver.HasLeft(context.Today))
        {
            return;
        }

        var heir = StandIn.Heir(leaver, context.Today, await rosters.FreshAsync(key.Agency));
        var theirs = records.AllAsync<Signal>(
            key.Agency,
            Signal.RecordType,
            [("(c.state = 'open' AND (c.assignee = @email OR c.escalation.to = @email))", "@email", leaver.Email)],
            cancellation
        );
        foreach (var signal in await theirs.ToListAsync(cancellation))
        {
            await records.ChangeAsync<Signal>(
                key.Agency,
                signal.Id,
                context,
                found => HandOverSignal.Decide(found!, leaver, heir),
                cancellation: cancellation
            );
        }
    }

    /// <summary>The person while the departure is the one that was told.</summary>
    private async Task<Person?> FindAsync(HandoverKey key) =>
        await people.ReadAsync(key.Agency, key.Email) is { Left: { } left } person && left.Version == key.Version ? person : null;
}
