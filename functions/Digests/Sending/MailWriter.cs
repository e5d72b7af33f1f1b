using MimeKit;
using RiskRegister.People;

namespace RiskRegister.Digests.Sending;

/// <summary>Writes the mail of a ledger line: has it composed by its kind, and puts it into its envelope.</summary>
public sealed class MailWriter(IEnumerable<IMailComposer> composers, Envelope envelope)
{
    /// <summary>The mail as it is to be sent now; null when nobody wants or needs it any more.</summary>
    /// <exception cref="FormatException">The address of who would get it is none.</exception>
    public async Task<MimeMessage?> WriteAsync(Mail mail, CancellationToken cancellation) =>
        await ComposeAsync(mail, cancellation) is { } content && IsWanted(mail, content.To)
            ? await envelope.MakeAsync(mail, content, cancellation)
            : null;

    private static bool IsWanted(Mail mail, Person to) =>
        MailKinds.DigestOf(mail.Kind) is not { } kind
        || (to.Undeliverable is null && to.Digests.Of(kind) != DigestFrequency.None);

    private Task<MailContent?> ComposeAsync(Mail mail, CancellationToken cancellation) =>
        composers.FirstOrDefault(composer => composer.Composes(mail.Kind))?.ComposeAsync(mail, cancellation)
        ?? throw new FormatException($"Nothing here makes mails of the kind {mail.Kind}.");
}
