using MimeKit;
using RiskRegister.Digests.Composing;
using RiskRegister.Digests.Overriding;
using RiskRegister.Entries;
using RiskRegister.People;

namespace RiskRegister.Digests;

/// <summary>Makes the mail of a ledger line. Who the person is and what they may see is found out now, not when it was queued.</summary>
public sealed class DigestComposer(DigestReader reader, MailTemplates templates, IConfiguration configuration)
{
    /// <summary>The mail; null when the person has left, is away and represented, or does not want it, or when there is nothing to tell.</summary>
    public async Task<MimeMessage?> ComposeAsync(Mail mail, CancellationToken cancellation)
    {
        var facts = await reader.ReadAsync(mail, DigestKind.Digest, cancellation);
        facts = facts is null ? null : await reader.WithWorkAsync(facts, cancellation);
        if (facts is null)
        {
            return null;
        }

        var digest = Digest.Compose(facts);
        return digest.IsEmpty && !facts.Person.Digests.EvenWhenEmpty
            ? null
            : await ToMessageAsync("digest", digest, SubjectOf(digest, facts), mail, facts, cancellation);
    }

    /// <summary>Subject of a digest.</summary>
    public static string SubjectOf(Digest digest, DigestFacts facts) =>
        digest.Waiting > 0
            ? facts.Locale.Text("digest.subject", ("agency", digest.Agency), ("count", digest.Waiting))
            : facts.Locale.Text("digest.subject-quiet", ("agency", digest.Agency));

    private async Task<MimeMessage> ToMessageAsync(
        string template,
        object model,
        string subject,
        Mail mail,
        DigestFacts facts,
        CancellationToken cancellation
    )
    {
        var message = new MimeMessage { MessageId = mail.MessageId, Subject = subject };
        message.From.Add(new MailboxAddress(facts.Settings.Name, configuration["Mail:From"] ?? "register@demo.example"));
        message.To.Add(new MailboxAddress(facts.Person.Name, facts.Person.Email));
        message.Body = new BodyBuilder
        {
            TextBody = await templates.RenderAsync(mail.Agency, $"mail/{template}.txt", model, facts.Locale, cancellation),
            HtmlBody = await templates.RenderAsync(mail.Agency, $"mail/{template}.html", model, facts.Locale, cancellation),
        }.ToMessageBody();
        return message;
    }
}
