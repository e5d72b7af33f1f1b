using System.Net;
using RiskRegister.Criteria;
using RiskRegister.Entries;

namespace RiskRegister.Register;

/// <summary>
/// Carries out commands on entries: load, decide, and append in one transaction the entry, its events with their hash chain, and the
/// message to the outbox.
/// </summary>
public sealed class EntryStore(RegisterContainer container, Agencies agencies, Numbering numbering, TimeProvider time)
{
    private const int MaxAttempts = 20;

    /// <summary>An entry by its reference.</summary>
    /// <exception cref="NotFoundException">There is no such entry in this agency.</exception>
    public async Task<Stored<Entry>> LoadAsync(string agency, string reference, CancellationToken cancellation = default)
    {
        var stored = await FindAsync(agency, reference, cancellation);
        return new Stored<Entry>(stored.Value.Entry, stored.ETag);
    }

    /// <summary>What decisions may know, now.</summary>
    public async Task<DecisionContext> ContextAsync(string agency, string actor, CancellationToken cancellation = default)
    {
        var settings = await agencies.SettingsAsync(agency, cancellation);
        var now = time.GetUtcNow();
        return new DecisionContext(now, settings.DayOf(now), actor, settings);
    }

    /// <summary>Decides on a new entry and stores it under the next free reference.</summary>
    /// <param name="key">Idempotency key: the same key again returns the entry of the first time.</param>
    /// <exception cref="RefusedException">The decision refused.</exception>
    public async Task<Stored<Entry>> RaiseAsync(
        string agency,
        DecisionContext context,
        EntryKind kind,
        Decision decision,
        string? key = null,
        CancellationToken cancellation = default
    )
    {
        ThrowIfRefused(decision);
        var done = await FindDoneAsync(agency, key, cancellation);
        if (done is not null)
        {
            return await LoadAsync(agency, done.Reference, cancellation);
        }

        try
        {
            var (change, etags) = await numbering.CommitAsync<Changeset>(
                agency,
                counter =>
                {
                    var (reference, next) = counter.Next(kind);
                    var change = Changeset.Of(Entry.Unborn(agency, reference), null, decision.Events, context);
                    return (next, [DocumentWrite.Create(reference, change.Document), .. change.Appended(key)], change);
                },
                cancellation
            );
            return new Stored<Entry>(change.Entry, etags[0]);
        }
        catch (CommitConflictException e) when (key is not null && e.Id == CommandDocument.IdOf(key))
        {
            return await RaiseAsync(agency, context, kind, decision, key, cancellation);
        }
    }

    /// <summary>Decides on a change of an entry and stores it.</summary>
    /// <param name="ifMatch">The ETag that the client had read; null or * to decide on whatever is there.</param>
    /// <param name="key">Idempotency key: the same key again changes nothing and returns the entry as it is.</param>
    /// <exception cref="NotFoundException">There is no such entry in this agency.</exception>
    /// <exception cref="StaleException">The entry was changed since <paramref name="ifMatch"/>.</exception>
    /// <exception cref="RefusedException">The decision refused.</exception>
    public async Task<Stored<Entry>> ChangeAsync(
        string agency,
        string reference,
        DecisionContext context,
        Func<Entry, DecisionContext, Decision> decide,
        string? ifMatch = null,
        string? key = null,
        CancellationToken cancellation = default
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var stored = await FindAsync(agency, reference, cancellation);
            if (await FindDoneAsync(agency, key, cancellation) is not null)
            {
                return new Stored<Entry>(stored.Value.Entry, stored.ETag);
            }

            if (ifMatch is not null and not "*" && ifMatch != stored.ETag)
            {
                throw new StaleException(new Stored<Entry>(stored.Value.Entry, stored.ETag));
            }

            var decision = decide(stored.Value.Entry, context);
            ThrowIfRefused(decision);
            if (decision.Events.Count == 0)
            {
                return new Stored<Entry>(stored.Value.Entry, stored.ETag);
            }

            try
            {
                var change = Changeset.Of(stored.Value.Entry, stored.Value.Head, decision.Events, context);
                var writes = new List<DocumentWrite> { DocumentWrite.Replace(reference, change.Document, stored.ETag) };
                writes.AddRange(change.Appended(key));
                return new Stored<Entry>(change.Entry, (await container.CommitAsync(agency, writes, cancellation))[0]);
            }
            catch (CommitConflictException) when (attempt < MaxAttempts)
            {
                // Somebody else was faster: decide again on what is there now. With an ETag given that ends as stale.
            }
        }
    }

    /// <summary>Brings the stored standing of an entry up to date; nothing else changes, and no event is written.</summary>
    public async Task RefreshStandingAsync(
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
    }

    private async Task<Stored<EntryDocument>> FindAsync(string agency, string reference, CancellationToken cancellation) =>
        Counter.IsReference(reference) && await container.FindAsync<EntryDocument>(agency, reference, cancellation) is { } stored
            ? stored
            : throw new NotFoundException($"The entry {reference}");

    private async Task<CommandDocument?> FindDoneAsync(string agency, string? key, CancellationToken cancellation) =>
        key is null ? null : (await container.FindAsync<CommandDocument>(agency, CommandDocument.IdOf(key), cancellation))?.Value;

    private static void ThrowIfRefused(Decision decision)
    {
        if (decision.Refusals.Count > 0)
        {
            throw new RefusedException(decision.Refusals);
        }
    }
}
