using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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

    /// <summary>The connection or the sender died before the answer of the mail server was noted. Only statutory notices are sent again by themselves.</summary>
    Uncertain,

    /// <summary>The mail server refused it for good.</summary>
    Failed,

    /// <summary>It was sent and came back for good.</summary>
    Bounced,
}

/// <summary>One mail of the ledger. Its id is made of what it is, so that it can be queued only once.</summary>
/// <param name="Id">Document id: kind, period and address; of a notice, kind, what it is about, version of that, and address.</param>
/// <param name="Agency">Partition.</param>
/// <param name="Kind">A kind of digest, such as <c>digest</c>, or of notice, see <see cref="MailKinds"/>.</param>
/// <param name="Period">The period it is for; of a notice, the day on which it was queued (2031-06-18).</param>
/// <param name="To">Address of who it is for; a notice may go to somebody who stands in, see <see cref="SentTo"/>.</param>
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

    /// <summary>Of a notice: the entry or signal that it is about.</summary>
    public string? Reference { get; init; }

    /// <summary>Of a notice: the version of the entry or signal whose event it tells.</summary>
    public int? Version { get; init; }

    /// <summary>Address that it went to, or was being sent to.</summary>
    public string? SentTo { get; init; }

    /// <summary>Failures since it was queued by the register or by a person; it waits longer from one to the next.</summary>
    public int Failures { get; init; }

    /// <summary>Its turn by the limit of mails per minute, while it waits for it.</summary>
    public DateTimeOffset? Turn { get; init; }

    /// <summary>A digest of a person for a period, newly queued.</summary>
    public static Mail Digest(string agency, DigestKind kind, string period, string to, DateTimeOffset now)
    {
        var word = Entries.Words.Of(kind);
        return New($"mail:{word}:{period}:{to}", agency, word, period, to, now);
    }

    /// <summary>A notice of what happened to an entry or a signal by a version of it, newly queued.</summary>
    public static Mail Notice(
        string agency,
        string kind,
        string reference,
        int version,
        string to,
        DateOnly day,
        DateTimeOffset now
    ) =>
        New(
            string.Create(CultureInfo.InvariantCulture, $"mail:{kind}:{reference}:{version}:{to.ToLowerInvariant()}"),
            agency,
            kind,
            day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            to.ToLowerInvariant(),
            now
        ) with
        {
            Reference = reference,
            Version = version,
        };

    /// <summary>The notice to an administrator that mails are not sent as they should be: at most one a day.</summary>
    public static Mail Alarm(string agency, DateOnly day, string to, DateTimeOffset now)
    {
        var period = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return New($"mail:{MailKinds.Alarm}:{period}:{to}", agency, MailKinds.Alarm, period, to, now);
    }

    /// <summary>The documents that queue it, for a commit that holds more.</summary>
    public IReadOnlyList<DocumentWrite> Writes()
    {
        var message = ToMessage();
        return [DocumentWrite.Create(Id, this), DocumentWrite.Create(message.Id, message)];
    }

    /// <summary>The message that brings it to the sender.</summary>
    public OutboxDocument ToMessage(DateTimeOffset? notBefore = null) =>
        OutboxDocument.Of($"{Id}:{Attempt}", Agency, MailQueued.Queue, "mail-queued", new MailQueued(Agency, Id, Attempt)) with
        {
            NotBefore = notBefore,
        };

    private static Mail New(string id, string agency, string kind, string period, string to, DateTimeOffset now) =>
        new(id, agency, kind, period, to, MailState.Queued, now, now, 1, null, MessageIdOf(agency, id));

    /// <summary>A Message-ID that is the same whenever it is asked for.</summary>
    internal static string MessageIdOf(string agency, string what)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{agency}/{what}"));
        return $"{Convert.ToHexStringLower(hash.AsSpan(0, 16))}@{agency}.risk-register.invalid";
    }
}

/// <summary>Body of the message that asks for a mail to be sent: its key only; what it says and who may read it is found out when sending.</summary>
public sealed record MailQueued(string Agency, string Mail, int Attempt)
{
    /// <summary>The queue.</summary>
    public const string Queue = "mail";
}
