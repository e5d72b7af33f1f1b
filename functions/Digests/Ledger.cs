using Microsoft.Azure.Cosmos;
using RiskRegister.People;
using RiskRegister.Register;

namespace RiskRegister.Digests;

/// <summary>The record of all mails.</summary>
public sealed class Ledger(RegisterContainer container, TimeProvider time)
{
    /// <summary>Queues a digest, unless the person's digest of that kind and period was queued before.</summary>
    public Task QueueAsync(string agency, DigestKind kind, string period, string to, CancellationToken cancellation = default) =>
        QueueAsync(Mail.Digest(agency, kind, period, to, time.GetUtcNow()), cancellation);

    /// <summary>Queues a mail, unless it was queued before.</summary>
    public async Task QueueAsync(Mail mail, CancellationToken cancellation = default)
    {
        if (await FindAsync(mail.Agency, mail.Id, cancellation) is null)
        {
            await QueueAsync(mail, DocumentWrite.Create(mail.Id, mail), null, cancellation);
        }
    }

    /// <summary>Queues a mail again whose sending failed or is uncertain.</summary>
    /// <exception cref="NotFoundException">There is no such mail.</exception>
    /// <exception cref="RefusedException">It was sent, or waits to be.</exception>
    public async Task<Mail> SendAgainAsync(string agency, string id, CancellationToken cancellation)
    {
        var stored = await FindAsync(agency, id, cancellation) ?? throw new NotFoundException("The mail");
        if (stored.Value.State is not (MailState.Failed or MailState.Uncertain))
        {
            throw RefusedException.Because(
                "",
                "not-to-be-sent-again",
                $"The mail is {Entries.Words.Of(stored.Value.State)}; only failed and uncertain ones can be sent again."
            );
        }

        return await AgainAsync(stored, stored.Value with { Failures = 0, Reason = null, Turn = null }, null, cancellation);
    }

    /// <summary>Queues a mail once more because it could not be handed over, to be sent after <paramref name="wait"/>.</summary>
    public Task<Mail> PostponeAsync(Stored<Mail> mail, string reason, TimeSpan wait)
    {
        var postponed = mail.Value with { Failures = mail.Value.Failures + 1, Reason = reason, Turn = null };
        return AgainAsync(mail, postponed, time.GetUtcNow() + wait, CancellationToken.None);
    }

    /// <summary>Queues a mail once more because of the limit of mails per minute, to be sent at its turn.</summary>
    public Task<Mail> AwaitTurnAsync(Stored<Mail> mail, DateTimeOffset turn) =>
        AgainAsync(mail, mail.Value with { Turn = turn }, turn, CancellationToken.None);

    /// <summary>A mail by its id.</summary>
    public Task<Stored<Mail>?> FindAsync(string agency, string id, CancellationToken cancellation) =>
        container.FindAsync<Mail>(agency, id, cancellation);

    /// <summary>Notes what became of a mail.</summary>
    /// <exception cref="CommitConflictException">Somebody else has noted something meanwhile.</exception>
    public async Task<Stored<Mail>> NoteAsync(Stored<Mail> mail, MailState state, string? reason = null, string? sentTo = null)
    {
        var changed = mail.Value with
        {
            State = state,
            ChangedAt = time.GetUtcNow(),
            Reason = reason,
            SentTo = sentTo ?? mail.Value.SentTo,
        };
        var etags = await container.CommitAsync(changed.Agency, [DocumentWrite.Replace(changed.Id, changed, mail.ETag)]);
        return new Stored<Mail>(changed, etags[0]);
    }

    /// <summary>The mails that went to an address, or were for it, since an instant.</summary>
    public async Task<IReadOnlyList<Mail>> LatestToAsync(
        string agency,
        string address,
        DateTimeOffset since,
        CancellationToken cancellation
    )
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type AND (c.to = @to OR c.sentTo = @to) AND c.queuedAt >= @since ORDER BY c.type, c.id"
        )
            .WithParameter("@type", Mail.DocumentType)
            .WithParameter("@to", address)
            .WithParameter("@since", since);
        return await container
            .QueryAllAsync<Mail>(agency, query, cancellation)
            .Where(mail => (mail.SentTo ?? mail.To) == address)
            .ToListAsync(cancellation);
    }

    /// <summary>How many mails have waited since before an instant, the wait for their turn aside.</summary>
    public Task<int> CountWaitingAsync(string agency, DateTimeOffset since, CancellationToken cancellation) =>
        CountAsync(
            agency,
            "c.state IN ('queued', 'sending') AND c.queuedAt < @since AND (NOT IS_DEFINED(c.turn) OR c.turn < @since)",
            since,
            cancellation
        );

    /// <summary>How many mails have failed since an instant.</summary>
    public Task<int> CountFailedAsync(string agency, DateTimeOffset since, CancellationToken cancellation) =>
        CountAsync(agency, "c.state = 'failed' AND c.changedAt >= @since", since, cancellation);

    private async Task<int> CountAsync(string agency, string condition, DateTimeOffset since, CancellationToken cancellation)
    {
        var query = new QueryDefinition($"SELECT VALUE COUNT(1) FROM c WHERE c.type = @type AND {condition}")
            .WithParameter("@type", Mail.DocumentType)
            .WithParameter("@since", since);
        return (await container.QueryAsync<int>(agency, query, 1, null, cancellation)).Items.Sum();
    }

    /// <summary>One page of the mails of a period, or of all, by id.</summary>
    public Task<Page<Mail>> PageAsync(
        string agency,
        string? period,
        int limit,
        string? continuation,
        CancellationToken cancellation
    )
    {
        var condition = period is null ? "" : " AND c.period = @period";
        var query = new QueryDefinition($"SELECT * FROM c WHERE c.type = @type{condition} ORDER BY c.type, c.id").WithParameter(
            "@type",
            Mail.DocumentType
        );
        query = period is null ? query : query.WithParameter("@period", period);
        return container.QueryAsync<Mail>(agency, query, limit, continuation, cancellation);
    }

    private async Task<Mail> AgainAsync(Stored<Mail> mail, Mail again, DateTimeOffset? notBefore, CancellationToken cancellation)
    {
        again = again with { State = MailState.Queued, ChangedAt = time.GetUtcNow(), Attempt = again.Attempt + 1 };
        await QueueAsync(again, DocumentWrite.Replace(again.Id, again, mail.ETag), notBefore, cancellation);
        return again;
    }

    private async Task QueueAsync(Mail mail, DocumentWrite write, DateTimeOffset? notBefore, CancellationToken cancellation)
    {
        var message = mail.ToMessage(notBefore);
        try
        {
            await container.CommitAsync(mail.Agency, [write, DocumentWrite.Create(message.Id, message)], cancellation);
        }
        catch (CommitConflictException)
        {
            // The same mail was queued by somebody else at the same time.
        }
    }
}
