using RiskRegister.Entries;
using RiskRegister.People;

namespace RiskRegister.Digests;

/// <summary>The kinds of mail beside the digests. None of them can be turned off.</summary>
public static class MailKinds
{
    /// <summary>Asks an approver to accept an entry.</summary>
    public const string AcceptanceAsked = "acceptance-asked";

    /// <summary>Tells somebody that the answer to a review is late, and now theirs to see to.</summary>
    public const string ReviewEscalated = "review-escalated";

    /// <summary>Tells somebody that the answer to a signal is late, and now theirs to see to.</summary>
    public const string SignalEscalated = "signal-escalated";

    /// <summary>Tells an administrator that mails are not sent as they should be.</summary>
    public const string Alarm = "alarm";

    /// <summary>The digest that a kind names; null for other mails.</summary>
    public static DigestKind? DigestOf(string kind) =>
        Enum.GetValues<DigestKind>().Where(digest => Words.Of(digest) == kind).Cast<DigestKind?>().FirstOrDefault();

    /// <summary>Whether it must arrive: rather twice than not at all.</summary>
    public static bool IsStatutory(string kind) => kind is AcceptanceAsked or ReviewEscalated or SignalEscalated;
}
