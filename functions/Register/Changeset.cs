using System.Text.Json;
using RiskRegister.Entries;
using RiskRegister.Entries.Accepting;
using RiskRegister.Entries.Escalating;

namespace RiskRegister.Register;

/// <summary>What one command does to one entry, ready to be committed.</summary>
/// <param name="Entry">The entry after the events.</param>
/// <param name="Document">The same as it is stored.</param>
/// <param name="Events">The new links of its chain.</param>
/// <param name="Moved">By how many levels the level that counts went up (or down, below 0).</param>
public sealed record Changeset(Entry Entry, EntryDocument Document, IReadOnlyList<EventDocument> Events, int Moved)
{
    /// <summary>Whether the entry is outside appetite and was not before.</summary>
    public bool LeftAppetite { get; init; }

    /// <summary>The same change followed by more events, perhaps at another instant.</summary>
    public Changeset Then(IReadOnlyList<EntryEvent> events, DecisionContext context)
    {
        var more = Of(Entry, Document.Head, events, context);
        return more with
        {
            Events = [.. Events, .. more.Events],
            Moved = Moved + more.Moved,
            LeftAppetite = LeftAppetite || more.LeftAppetite,
        };
    }

    /// <summary>Applies <paramref name="events"/>, and what follows from them, to an entry whose chain ends with the hash <paramref name="head"/>.</summary>
    public static Changeset Of(Entry entry, string? head, IReadOnlyList<EntryEvent> events, DecisionContext context)
    {
        var before = entry;
        // A command that waited for others to be stored does not put its events before theirs.
        var at = context.Now > before.ChangedAt ? context.Now : before.ChangedAt;
        var links = new List<EventDocument>(events.Count);
        foreach (var data in events)
        {
            Append(data);
        }

        foreach (var data in Following(before, entry, events, context))
        {
            Append(data);
        }

        var document = EntryDocument.Of(entry, head!, context.Settings, context.Today);
        return new Changeset(entry, document, links, (entry.Effective?.Rank - before.Effective?.Rank) ?? 0)
        {
            LeftAppetite = Standing.IsOutside(entry, context.Settings) && !Standing.IsOutside(before, context.Settings),
        };

        void Append(EntryEvent data)
        {
            entry = entry.Apply(data, at, context.Actor);
            links.Add(EventDocument.Next(entry, data, at, context.Actor, head));
            head = links[^1].Hash;
        }
    }

    private static IReadOnlyList<EntryEvent> Following(
        Entry before,
        Entry after,
        IReadOnlyList<EntryEvent> events,
        DecisionContext context
    )
    {
        EntryEvent?[] following =
        [
            before.Version > 0 ? AppetiteWatch.Following(after, events, context) : null,
            AcceptanceWatch.Following(before, after, context),
        ];
        return [.. following.OfType<EntryEvent>()];
    }

    /// <summary>The documents that are created beside the entry: events, message, and the mark of the idempotency key.</summary>
    public IEnumerable<DocumentWrite> Appended(string? key)
    {
        foreach (var link in Events)
        {
            yield return DocumentWrite.Create(link.Id, link);
        }

        var message = Message();
        yield return DocumentWrite.Create(message.Id, message);
        foreach (var mark in CommandDocument.Mark(Entry.Agency, Entry.Reference, key))
        {
            yield return mark;
        }
    }

    private OutboxDocument Message()
    {
        var names = Events.Select(e => NameOf(e.Data)).ToList();
        var review = Events.Select(e => e.Data).OfType<Reviewed>().FirstOrDefault();
        var run = review?.Run ?? Events.Select(e => e.Data).OfType<ReviewWithdrawn>().FirstOrDefault()?.Run;
        var body = new EntryChanged(Entry.Agency, Entry.Reference, Entry.Version, names, run, review?.Answer, Moved)
        {
            LeftAppetite = LeftAppetite ? true : null,
        };
        return OutboxDocument.Of($"{Entry.Reference}:{Entry.Version}", Entry.Agency, EntryChanged.Topic, "entry-changed", body);
    }

    /// <summary>The stored name of an event, such as <c>action-planned</c>.</summary>
    public static string NameOf(EntryEvent data) =>
        JsonSerializer.SerializeToElement(data, RegisterJson.Options).GetProperty("name").GetString()!;
}
