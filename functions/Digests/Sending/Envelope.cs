using System.Text;
using MimeKit;
using RiskRegister.Digests.Unsubscribing;
using RiskRegister.Entries;
using RiskRegister.People;

namespace RiskRegister.Digests.Sending;

/// <summary>
/// Makes the message of every mail from what it says. There is no other place that writes headers, so whatever people are called, and
/// whatever they call their entries, a header can't come about by it.
/// </summary>
public sealed class Envelope(UnsubscribeLinks links, IConfiguration configuration, TimeProvider time)
{
    private string From => configuration["Mail:From"] ?? "register@demo.example";

    private Uri Register => new(configuration["Register:Url"] ?? "http://localhost:7071");

    /// <summary>The message of a ledger line: the same Message-ID each time, and in one thread with those about the same.</summary>
    /// <exception cref="FormatException">The address of who gets it is none.</exception>
    public async Task<MimeMessage> MakeAsync(Mail mail, MailContent content, CancellationToken cancellation)
    {
        var message = new MimeMessage { MessageId = mail.MessageId, Date = time.GetUtcNow() };
        message.Subject = HeaderText.Of(content.Subject);
        message.From.Add(Mailbox(content.Sender, From));
        message.To.Add(Mailbox(content.To.Name, content.To.Email));
        var thread = Mail.MessageIdOf(mail.Agency, ThreadOf(mail));
        message.InReplyTo = thread;
        message.References.Add(thread);
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add(HeaderId.ListId, $"<{mail.Kind}.{mail.Agency}.{Register.Host}>");
        if (MailKinds.DigestOf(mail.Kind) is { } kind)
        {
            var link = await links.OfAsync(content.To, kind, Register, cancellation);
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{link}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        message.Body = new MultipartAlternative { Part("plain", content.Text), Part("html", content.Html) };
        return message;
    }

    /// <summary>
    /// What a mail belongs to: all digests of a kind to a person, all mails about an entry or a signal to a person. It stands for a mail
    /// that was never sent, because which one was the first to arrive nobody knows.
    /// </summary>
    private static string ThreadOf(Mail mail) => $"thread:{mail.Reference ?? mail.Kind}:{mail.To}";

    private static TextPart Part(string subtype, string text)
    {
        var part = new TextPart(subtype);
        part.SetText(Encoding.UTF8, text);
        return part;
    }

    private static MailboxAddress Mailbox(string name, string address) =>
        Address.IsValid(address) && MailboxAddress.TryParse(address, out var mailbox) && mailbox.Address == address
            ? new MailboxAddress(Encoding.UTF8, HeaderText.Of(name).OrNull() ?? address, address)
            : throw new FormatException($"{HeaderText.Of(address)} is no address that mail can be sent to.");
}
