using Azure.Messaging.ServiceBus;
using MailKit;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Entries;
using RiskRegister.Register;

namespace RiskRegister.Digests;

/// <summary>
/// Sends queued mails: exactly once in effect. The ledger notes that a mail is being sent before it is, and that it was sent after; a
/// mail found half way is uncertain, because a mail server can't be asked, and is left to a person.
/// </summary>
public sealed class SendMail(Ledger ledger, DigestComposer composer, MailServer server, ILogger<SendMail> logger)
{
    /// <summary>Attempts to reach the mail server before the mail counts as failed; below the queue's own limit.</summary>
    private const int MaxDeliveries = 8;

    /// <summary>The consumer of the queue.</summary>
    [Function("SendMail")]
    public async Task Run(
        [ServiceBusTrigger(MailQueued.Queue, Connection = "ServiceBusConnection", AutoCompleteMessages = false)]
            ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken cancellation
    )
    {
        var queued = message.Body.ToObjectFromJson<MailQueued>(RegisterJson.Options)!;
        var mail = await ledger.FindAsync(queued.Agency, queued.Mail, cancellation);
        var outcome =
            mail?.Value.Attempt == queued.Attempt ? await SendAsync(mail, message.DeliveryCount, cancellation) : mail?.Value;
        if (outcome is { State: MailState.Failed })
        {
            await actions.DeadLetterMessageAsync(message, null, "MailFailed", outcome.Reason, cancellation);
        }
        else
        {
            await actions.CompleteMessageAsync(message, cancellation);
        }
    }

    private async Task<Mail> SendAsync(Stored<Mail> mail, int deliveries, CancellationToken cancellation)
    {
        switch (mail.Value.State)
        {
            case MailState.Sending:
                return (
                    await ledger.NoteAsync(
                        mail,
                        MailState.Uncertain,
                        "The sender ended before it noted the mail server's answer."
                    )
                ).Value;
            case not MailState.Queued:
                return mail.Value;
        }

        var content = await composer.ComposeAsync(mail.Value, cancellation);
        if (content is null)
        {
            return (await ledger.NoteAsync(mail, MailState.NotNeeded)).Value;
        }

        try
        {
            using var connection = await server.ConnectAsync(cancellation);
            mail = await ledger.NoteAsync(mail, MailState.Sending);
            return await HandOverAsync(mail, connection, content, deliveries >= MaxDeliveries);
        }
        catch (Exception e) when (MailServer.IsUnreachable(e) && deliveries >= MaxDeliveries)
        {
            return (await ledger.NoteAsync(mail, MailState.Failed, $"The mail server can't be reached: {e.Message}")).Value;
        }
    }

    /// <summary>From here on the mail server may have the mail whatever happens to us.</summary>
    private async Task<Mail> HandOverAsync(Stored<Mail> mail, MailConnection connection, MimeKit.MimeMessage content, bool last)
    {
        try
        {
            await connection.SendAsync(content);
            return (await ledger.NoteAsync(mail, MailState.Sent)).Value;
        }
        catch (MailKit.Net.Smtp.SmtpCommandException e) when (last || (int)e.StatusCode >= 500)
        {
            logger.LogWarning("The mail server refused {Mail}: {Reason}", mail.Value.Id, e.Message);
            return (await ledger.NoteAsync(mail, MailState.Failed, e.Message)).Value;
        }
        catch (MailKit.Net.Smtp.SmtpCommandException)
        {
            // Refused for now: it waits for its next turn.
            await ledger.NoteAsync(mail, MailState.Queued);
            throw;
        }
        catch (Exception e) when (e is IOException or ProtocolException or OperationCanceledException)
        {
            return (await ledger.NoteAsync(mail, MailState.Uncertain, $"The connection broke while sending: {e.Message}")).Value;
        }
    }
}
