using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Cosmos;
using RiskRegister.People;
using RiskRegister.Register;

namespace RiskRegister.Digests;

/// <summary>What became of a mail.</summary>
public enum MailState
{
    /// <summary>Waits for its turn.</summary>
    Queued,

    /// <summary>Is being handed to the mail server; if that is its state later, too, nobody knows whether the server took it.</summary>
    Sending,

    /// <summary>The mail server took it.</summary>
    Sent,

    /// <summary>There was nothing to tell, so no mail was made.</summary>
    NotNeeded,

    /// <summary>The connection or the sender died before the answer of the mail server was noted. Not sent again by itself.</summary>
    Uncertain,

    /// <summary>The mail server refused it for good.</summary>
    Failed,
}

/// <summary>One mail of the ledger. Its id is made of what it is, so that it can be queued only once.</summary>
/// <param name="Id">Document id: kind, period and address.</param>
/// <param name="Agency">Partition.</param>
/// <param name="Kind">The kind of digest: <c>digest</c> or <c>stakeholder-digest</c>.</param>
/// <param name="Period">The period it is for, see <see cref="DigestPeriod"/>: a day (2031-06-18), a week (2031-W25) or a month (2031-06).</param>
/// <param name="To">Address.</param>
/// <param name="State">What became of it.</param>
/// <param name="QueuedAt">When it was queued first.</param>
/// <param name="ChangedAt">When the state changed last.</param>
/// <param name="Attempt">Counts the times it was queued, from 1.</param>
/// <param name="Reason">Why it failed or is uncertain.</param>
/// <param name="MessageId">Message-ID header: the same for each attempt, so that mail servers and readers recognise a mail that reached them twice.</param>
public sealed record Mail(
    string Id,
    string Agency,
    string Kind,
    string Period,
    string To,
    MailState State,
    DateTimeOffset QueuedAt,
    DateTimeOffset ChangedAt,
    int Attempt,
    string? Reason,
    string MessageId
)
{
    /// <summary>Value of <see cref="Type"/>.</summary>
    public const string DocumentType = "mail";

    /// <summary>Always <c>mail</c>.</summary>
    public string Type => DocumentType;

    /// <summary>A digest of a person for a period, newly queued.</summary>
    public static Mail Digest(string agency, DigestKind kind, string period, string to, DateTimeOffset now)
    {
        var word = Entries.Words.Of(kind);
        var id = $"mail:{word}:{period}:{to}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{agency}/{id}"));
        var messageId = $"{Convert.ToHexStringLower(hash.AsSpan(0, 16))}@{agency}.risk-register.invalid";
        return new(id, agency, word, period, to, MailState.Queued, now, now, 1, null, messageId);
    }

    /// <summary>The message that brings it to the sender.</summary>
    public OutboxDocument ToMessage(DateTimeOffset? notBefore = null) =>
        OutboxDocument.Of($"{Id}:{Attempt}", Agency, MailQueued.Queue, "mail-queued", new MailQueued(Agency, Id, Attempt)) with
        {
            NotBefore = notBefore,
        };
}

/// <summary>Body of the message that asks for a mail to be sent: its key only; what it says and who may read it is found out when sending.</summary>
public sealed record MailQueued(string Agency, string Mail, int Attempt)
{
    /// <summary>The queue.</summary>
    public const string Queue = "mail";
}

/// <summary>The record of all mails.</summary>
public sealed class Ledger(RegisterContainer container, TimeProvider time)
{
    /// <summary>Queues a digest, unless the person's digest of that kind and period was queued before.</summary>
    public async Task QueueAsync(
        string agency,
        DigestKind kind,
        string period,
        string to,
        CancellationToken cancellation = default
    )
    {
        var mail = Mail.Digest(agency, kind, period, to, time.GetUtcNow());
        if (await FindAsync(agency, mail.Id, cancellation) is null)
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

        return await QueueAgainAsync(stored, null, TimeSpan.Zero, cancellation);
    }

    /// <summary>Queues a mail once more, to be sent after <paramref name="wait"/>.</summary>
    public async Task<Mail> QueueAgainAsync(
        Stored<Mail> mail,
        string? reason,
        TimeSpan wait,
        CancellationToken cancellation = default
    )
    {
        var now = time.GetUtcNow();
        var again = mail.Value with
        {
            State = MailState.Queued,
            ChangedAt = now,
            Attempt = mail.Value.Attempt + 1,
            Reason = reason,
        };
        await QueueAsync(
            again,
            DocumentWrite.Replace(again.Id, again, mail.ETag),
            wait == TimeSpan.Zero ? null : now + wait,
            cancellation
        );
        return again;
    }

    /// <summary>A mail by its id.</summary>
    public Task<Stored<Mail>?> FindAsync(string agency, string id, CancellationToken cancellation) =>
        container.FindAsync<Mail>(agency, id, cancellation);

    /// <summary>Notes what became of a mail.</summary>
    /// <exception cref="CommitConflictException">Somebody else has noted something meanwhile.</exception>
    public async Task<Stored<Mail>> NoteAsync(Stored<Mail> mail, MailState state, string? reason = null)
    {
        var changed = mail.Value with { State = state, ChangedAt = time.GetUtcNow(), Reason = reason };
        var etags = await container.CommitAsync(changed.Agency, [DocumentWrite.Replace(changed.Id, changed, mail.ETag)]);
        return new Stored<Mail>(changed, etags[0]);
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
