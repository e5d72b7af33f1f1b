using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using MimeKit;
using RiskRegister.Digests.Sending;
using RiskRegister.Register;

namespace RiskRegister.Digests;

/// <summary>
/// Sends queued mails: exactly once in effect. The ledger notes that a mail is being sent before it is, and that it was sent after. Of a
/// mail found half way nobody knows, because a mail server can't be asked: a digest is left to a person, a statutory notice sent again.
/// </summary>
public sealed class SendMail(Ledger ledger, MailWriter writer, MailServer server, MailRate rate, ILogger<SendMail> logger)
{
    /// <summary>With waits of 5 seconds doubling up to half an hour, about four hours.</summary>
    private const int MaxFailures = 15;

    /// <summary>A mail that can't be written is tried again this often, because what it is made of may only be unreachable.</summary>
    private const int MaxDeliveries = 5;

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
        var isLast = message.DeliveryCount >= MaxDeliveries;
        var outcome = mail?.Value.Attempt == queued.Attempt ? await SendAsync(mail, isLast, cancellation) : mail?.Value;
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

    private async Task<Mail> SendAsync(Stored<Mail> mail, bool isLast, CancellationToken cancellation)
    {
        switch (mail.Value.State)
        {
            case MailState.Sending:
                return await UnknownAsync(mail, "The sender ended before it noted the mail server's answer.");
            case not MailState.Queued:
                return mail.Value;
        }

        MimeMessage? message;
        try
        {
            message = await writer.WriteAsync(mail.Value, cancellation);
        }
        catch (Exception e) when (e is FormatException || (isLast && e is not OperationCanceledException))
        {
            logger.LogError(e, "{Mail} can't be written", mail.Value.Id);
            return (await ledger.NoteAsync(mail, MailState.Failed, $"The mail can't be written: {e.Message}")).Value;
        }

        return message is null
            ? (await ledger.NoteAsync(mail, MailState.NotNeeded)).Value
            : await SendAsync(mail, message, cancellation);
    }

    private async Task<Mail> SendAsync(Stored<Mail> mail, MimeMessage message, CancellationToken cancellation)
    {
        // A mail that was given its turn comes back when it has come.
        if (mail.Value.Turn is null && await rate.TakeAsync(cancellation) is { } turn)
        {
            return await ledger.AwaitTurnAsync(mail, turn);
        }

        MailConnection connection;
        try
        {
            connection = await server.ConnectAsync(cancellation);
        }
        catch (Exception e) when (MailServer.IsUnusable(e))
        {
            return await PostponeAsync(mail, $"The mail server can't be used: {e.Message}");
        }

        using (connection)
        {
            mail = await ledger.NoteAsync(mail, MailState.Sending, sentTo: message.To.Mailboxes.Single().Address);
            return await NoteAsync(mail, await connection.HandOverAsync(message));
        }
    }

    private async Task<Mail> NoteAsync(Stored<Mail> mail, Delivery delivery)
    {
        switch (delivery.Outcome)
        {
            case Outcome.Taken:
                return (await ledger.NoteAsync(mail, MailState.Sent)).Value;
            case Outcome.Refused:
                logger.LogWarning("The mail server refused {Mail}: {Reason}", mail.Value.Id, delivery.Reason);
                return (await ledger.NoteAsync(mail, MailState.Failed, delivery.Reason)).Value;
            case Outcome.NotNow:
                return await PostponeAsync(mail, delivery.Reason!);
            default:
                return await UnknownAsync(mail, delivery.Reason!);
        }
    }

    /// <summary>A statutory notice rather comes twice than not at all; its Message-ID lets mail programs recognise that.</summary>
    private async Task<Mail> UnknownAsync(Stored<Mail> mail, string reason) =>
        MailKinds.IsStatutory(mail.Value.Kind)
            ? await PostponeAsync(mail, reason)
            : (await ledger.NoteAsync(mail, MailState.Uncertain, reason)).Value;

    /// <summary>The mail waits longer from time to time, and is given up after some hours.</summary>
    private async Task<Mail> PostponeAsync(Stored<Mail> mail, string reason)
    {
        logger.LogWarning("{Mail} has to wait: {Reason}", mail.Value.Id, reason);
        return mail.Value.Failures < MaxFailures
            ? await ledger.PostponeAsync(mail, reason, TimeSpan.FromSeconds(Math.Min(5 * Math.Pow(2, mail.Value.Failures), 1800)))
            : (await ledger.NoteAsync(mail, MailState.Failed, reason)).Value;
    }
}
