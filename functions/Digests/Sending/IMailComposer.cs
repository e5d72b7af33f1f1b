namespace RiskRegister.Digests.Sending;

/// <summary>Finds out what mails of some kinds say. Who gets them and what they may know is found out when it is asked, not when they were queued.</summary>
public interface IMailComposer
{
    /// <summary>Whether it composes mails of a kind.</summary>
    public bool Composes(string kind);

    /// <summary>What a mail says; null when there is nothing to say, or nobody to say it to.</summary>
    public Task<MailContent?> ComposeAsync(Mail mail, CancellationToken cancellation);
}
