using System.Net;
using RiskRegister.Access;
using RiskRegister.Criteria;
using RiskRegister.Entries;

namespace RiskRegister.Register;

/// <summary>
/// Carries out commands on entries: load, decide, and append in one transaction the entry, its events with their hash chain, and the
/// message to the outbox.
/// </summary>
public sealed class EntryStore(RegisterContainer container, Agencies agencies, Numbering numbering, TimeProvider time)
{
    /// <summary>
    /// Most other entries that one command may change: a transaction takes 100 documents, and each entry may come with a message, two
    /// events, and two more that follow from them.
    /// </summary>
    public const int MaxOthers = 15;

    private const int MaxAttempts = 20;

    /// <summary>An entry by its reference.</summary>
    /// <exception cref="NotFoundException">There is no such entry in this agency.</exception>
    public async Task<Stored<Entry>> LoadAsync(string agency, string reference, CancellationToken cancellation = default)
    {
        var stored = await FindAsync(agency, reference, cancellation);
        return new Stored<Entry>(stored.Value.Entry, stored.ETag);
    }

    /// <summary>Those of some references that there are for who reads, in any order.</summary>
    public async Task<IReadOnlyList<Entry>> FindManyAsync(
        string agency,
        IEnumerable<string> references,
        CancellationToken cancellation = default
    )
    {
        var ids = references.Where(Counter.IsReference);
        var found = await container.FindManyAsync<EntryDocument>(agency, ids, cancellation);
        return [.. found.Where(document => document.IsSeenBy(Viewer.Current)).Select(document => document.Entry)];
    }

    /// <summary>What decisions may know, now.</summary>
    public async Task<DecisionContext> ContextAsync(string agency, string actor, CancellationToken cancellation = default)
    {
        var settings = await agencies.SettingsAsync(agency, cancellation);
        var now = time.GetUtcNow();
        return new DecisionContext(now, settings.DayOf(now), actor, settings);
    }

    /// <summary>Decides on a new entry and stores it under the next free reference.</summary>
    /// <param name="agency">The agency.</param>
    /// <param name="context">What the decision knew.</param>
    /// <param name="kind">Risk or opportunity.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="key">Idempotency key: the same key again returns the entry of the first time.</param>
    /// <param name="beside">Further writes of the same commit, made from the entry's reference.</param>
    /// <param name="cancellation">Given up before the commit, nothing is changed.</param>
    /// <exception cref="RefusedException">The decision refused.</exception>
    /// <exception cref="CommitConflictException">One of the writes beside was refused.</exception>
    public async Task<Stored<Entry>> RaiseAsync(
        string agency,
        DecisionContext context,
        EntryKind kind,
        Decision decision,
        string? key = null,
        Func<string, IEnumerable<DocumentWrite>>? beside = null,
        CancellationToken cancellation = default
    )
    {
        ThrowIfRefused(decision);
        var done = await container.FindDoneAsync(agency, key, cancellation);
        if (done is not null)
        {
            // Who has raised it gets the answer again, even if they don't see the entry otherwise.
            var raised = await ReadAsync(agency, done, cancellation) ?? throw Missing(done);
            return new Stored<Entry>(raised.Value.Entry, raised.ETag);
        }

        try
        {
            var (change, etags) = await numbering.CommitAsync<Changeset>(
                agency,
                counter =>
                {
                    var (reference, next) = counter.Next(kind);
                    var change = Changeset.Of(Entry.Unborn(agency, reference), null, decision.Events, context);
                    var own = DocumentWrite.Create(reference, change.Document);
                    return (next, [own, .. change.Appended(key), .. beside?.Invoke(reference) ?? []], change);
                },
                cancellation
            );
            return new Stored<Entry>(change.Entry, etags[0]);
        }
        catch (CommitConflictException e) when (key is not null && e.Id == CommandDocument.IdOf(key))
        {
            return await RaiseAsync(agency, context, kind, decision, key, beside, cancellation);
        }
    }

    /// <summary>Decides on a change of an entry and stores it.</summary>
    /// <inheritdoc cref="ChangeTogetherAsync"/>
    public Task<Stored<Entry>> ChangeAsync(
        string agency,
        string reference,
        DecisionContext context,
        Func<Entry, DecisionContext, Decision> decide,
        string? ifMatch = null,
        string? key = null,
        CancellationToken cancellation = default
    ) =>
        ChangeTogetherAsync(
            agency,
            reference,
            _ => [],
            context,
            (entries, at) => [decide(entries[0], at)],
            ifMatch,
            key,
            cancellation: cancellation
        );

    /// <summary>Decides on a change of an entry and of others that it concerns, and stores all of it or nothing.</summary>
    /// <param name="agency">The agency.</param>
    /// <param name="reference">The entry that the command is about.</param>
    /// <param name="others">References of the others, found from the entry as it is; at most <see cref="MaxOthers"/>.</param>
    /// <param name="context">What the decision may know.</param>
    /// <param name="decide">One decision for each: the entry first, then the others in their order.</param>
    /// <param name="ifMatch">The ETag that the client had read; null or * to decide on whatever is there.</param>
    /// <param name="key">Idempotency key: the same key again changes nothing and returns the entry as it is.</param>
    /// <param name="beside">Further writes of the same commit.</param>
    /// <param name="cancellation">Given up before the commit, nothing is changed.</param>
    /// <exception cref="NotFoundException">There is no such entry in this agency.</exception>
    /// <exception cref="CommitConflictException">One of the writes beside was refused.</exception>
    /// <exception cref="StaleException">The entry was changed since <paramref name="ifMatch"/>.</exception>
    /// <exception cref="RefusedException">A decision refused.</exception>
    public async Task<Stored<Entry>> ChangeTogetherAsync(
        string agency,
        string reference,
        Func<Entry, IReadOnlyList<string>> others,
        DecisionContext context,
        Func<IReadOnlyList<Entry>, DecisionContext, IReadOnlyList<Decision>> decide,
        string? ifMatch = null,
        string? key = null,
        IReadOnlyList<DocumentWrite>? beside = null,
        CancellationToken cancellation = default
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var stored = await FindAsync(agency, reference, cancellation);
            var unchanged = new Stored<Entry>(stored.Value.Entry, stored.ETag);
            if (await container.FindDoneAsync(agency, key, cancellation) is not null)
            {
                return unchanged;
            }

            if (ifMatch is not null and not "*" && ifMatch != stored.ETag)
            {
                throw new StaleException(reference, stored.ETag);
            }

            List<Stored<EntryDocument>> all = [stored];
            foreach (var other in others(stored.Value.Entry))
            {
                all.Add(await FindAsync(agency, other, cancellation));
            }

            var decisions = decide([.. all.Select(one => one.Value.Entry)], context);
            ThrowIfRefused(new Decision([], [.. decisions.SelectMany(decision => decision.Refusals)]));
            var changes = all.Zip(decisions, (one, decision) => (one, decision.Events)).Where(c => c.Events.Count > 0).ToList();
            if (changes.Count == 0)
            {
                return unchanged;
            }

            try
            {
                return await CommitAsync(agency, unchanged, changes, context, key, beside ?? [], cancellation);
            }
            catch (CommitConflictException e) when (attempt < MaxAttempts && beside?.Any(write => write.Id == e.Id) != true)
            {
                // Somebody else was faster: decide again on what is there now. With an ETag given that ends as stale.
            }
        }
    }

    /// <summary>Brings the stored standing of an entry up to date; nothing else changes, and no event is written.</summary>
    /// <returns>The entry.</returns>
    public async Task<Entry> RefreshStandingAsync(
        string agency,
        string reference,
        DecisionContext context,
        CancellationToken cancellation
    )
    {
        var stored = await FindAsync(agency, reference, cancellation);
        var fresh = EntryDocument.Of(stored.Value.Entry, stored.Value.Head, context.Settings, context.Today);
        try
        {
            await container.CommitAsync(agency, [DocumentWrite.Replace(reference, fresh, stored.ETag)], cancellation);
        }
        catch (CommitConflictException)
        {
            // A command was faster, and has brought the standing up to date with its own change.
        }

        return stored.Value.Entry;
    }

    private async Task<Stored<Entry>> CommitAsync(
        string agency,
        Stored<Entry> first,
        List<(Stored<EntryDocument> Before, IReadOnlyList<EntryEvent> Events)> changes,
        DecisionContext context,
        string? key,
        IReadOnlyList<DocumentWrite> beside,
        CancellationToken cancellation
    )
    {
        var writes = new List<DocumentWrite>();
        var after = new Dictionary<string, (Entry Entry, int Write)>(StringComparer.Ordinal);
        foreach (var (before, events) in changes)
        {
            var change = Changeset.Of(before.Value.Entry, before.Value.Head, events, context);
            after[change.Entry.Reference] = (change.Entry, writes.Count);
            writes.Add(DocumentWrite.Replace(change.Entry.Reference, change.Document, before.ETag));
            // The mark of the key is written once for all.
            writes.AddRange(change.Appended(after.Count == 1 ? key : null));
        }

        var etags = await container.CommitAsync(agency, [.. writes, .. beside], cancellation);
        return after.TryGetValue(first.Value.Reference, out var changed)
            ? new Stored<Entry>(changed.Entry, etags[changed.Write])
            : first;
    }

    /// <summary>The way of every read by reference: what is hidden from who reads does not exist for them.</summary>
    private async Task<Stored<EntryDocument>> FindAsync(string agency, string reference, CancellationToken cancellation) =>
        await ReadAsync(agency, reference, cancellation) is { } stored && stored.Value.IsSeenBy(Viewer.Current)
            ? stored
            : throw Missing(reference);

    private async Task<Stored<EntryDocument>?> ReadAsync(string agency, string reference, CancellationToken cancellation) =>
        Counter.IsReference(reference) ? await container.FindAsync<EntryDocument>(agency, reference, cancellation) : null;

    private static NotFoundException Missing(string reference) => new($"The entry {reference}");

    private static void ThrowIfRefused(Decision decision)
    {
        if (decision.Refusals.Count > 0)
        {
            throw new RefusedException(decision.Refusals);
        }
    }
}
