using System.Net.Sockets;
using Azure.Messaging.ServiceBus;
using MailKit;
using MailKit.Net.Smtp;
using Microsoft.Azure.Functions.Worker;
using MimeKit;
using RiskRegister.Entries;
using RiskRegister.Register;

namespace RiskRegister.Digests;

/// <summary>
/// Sends queued mails: exactly once in effect. The ledger notes that a mail is being sent before it is, and that it was sent after; a
/// mail found half way is uncertain, because a mail server can't be asked, and is left to a person.
/// </summary>
public sealed class SendMail(Ledger ledger, DigestComposer composer, MailServer server, ILogger<SendMail> logger)
{
    /// <summary>With waits of 5 seconds doubling up to half an hour, about four hours.</summary>
    private const int MaxAttempts = 16;

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
        var outcome = mail?.Value.Attempt == queued.Attempt ? await SendAsync(mail, cancellation) : mail?.Value;
        if (outcome is { State: MailState.Failed })
        {
            await actions.DeadLetterMessageAsync(message, null, "MailFailed", Shortened(outcome.Reason), cancellation);
        }
        else
        {
            await actions.CompleteMessageAsync(message, cancellation);
        }
    }

    /// <summary>Service Bus takes descriptions of at most 4,096 characters.</summary>
    private static string? Shortened(string? reason) => reason?.Length > 4_000 ? reason[..4_000] : reason;

    private async Task<Mail> SendAsync(Stored<Mail> mail, CancellationToken cancellation)
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
            return await HandOverAsync(mail, connection, content);
        }
        catch (Exception e) when (MailServer.IsUnreachable(e))
        {
            return await PostponeAsync(mail, $"The mail server can't be reached: {e.Message}");
        }
    }

    /// <summary>From here on the mail server may have the mail whatever happens to us.</summary>
    private async Task<Mail> HandOverAsync(Stored<Mail> mail, MailConnection connection, MimeMessage content)
    {
        try
        {
            await connection.SendAsync(content);
            return (await ledger.NoteAsync(mail, MailState.Sent)).Value;
        }
        catch (SmtpCommandException e) when ((int)e.StatusCode >= 500)
        {
            logger.LogWarning("The mail server refused {Mail}: {Reason}", mail.Value.Id, e.Message);
            return (await ledger.NoteAsync(mail, MailState.Failed, e.Message)).Value;
        }
        catch (SmtpCommandException e)
        {
            return await PostponeAsync(mail, e.Message);
        }
        catch (Exception e)
            when (e is IOException or SocketException or TimeoutException or ProtocolException or OperationCanceledException)
        {
            return (await ledger.NoteAsync(mail, MailState.Uncertain, $"The connection broke while sending: {e.Message}")).Value;
        }
    }

    /// <summary>The mail waits longer from time to time, and is given up after some hours.</summary>
    private async Task<Mail> PostponeAsync(Stored<Mail> mail, string reason)
    {
        logger.LogWarning("{Mail} has to wait: {Reason}", mail.Value.Id, reason);
        return mail.Value.Attempt < MaxAttempts
            ? await ledger.QueueAgainAsync(
                mail,
                reason,
                TimeSpan.FromSeconds(Math.Min(5 * Math.Pow(2, mail.Value.Attempt - 1), 1800))
            )
            : (await ledger.NoteAsync(mail, MailState.Failed, reason)).Value;
    }
}
