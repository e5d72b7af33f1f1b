using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;

namespace RiskRegister.Digests.Sending;

/// <summary>What is known of a mail after it was handed to the mail server.</summary>
public enum Outcome
{
    /// <summary>The server took it.</summary>
    Taken,

    /// <summary>It did not, and may later.</summary>
    NotNow,

    /// <summary>It did not, and never will.</summary>
    Refused,

    /// <summary>The connection ended after the server may have got all of it, and before its answer: it can't be asked.</summary>
    Unknown,
}

/// <summary>What became of an attempt to hand a mail over, and why.</summary>
public sealed record Delivery(Outcome Outcome, string? Reason)
{
    /// <summary>The server took it.</summary>
    public static readonly Delivery Taken = new(Outcome.Taken, null);

    /// <summary>What an exception tells.</summary>
    /// <param name="trouble">The exception.</param>
    /// <param name="isBegun">Whether any of the mail's content had been sent. Without that the server can't have taken it.</param>
    /// <returns>Null when it tells nothing of the mail: then it is a fault of ours.</returns>
    public static Delivery? Of(Exception trouble, bool isBegun) =>
        trouble switch
        {
            SmtpCommandException answer => new(IsForGood(answer) ? Outcome.Refused : Outcome.NotNow, answer.Message),
            // The settings are wrong, which is no fault of the mail: it waits until they are mended.
            ServiceNotAuthenticatedException or ServiceNotConnectedException => new(Outcome.NotNow, trouble.Message),
            // The address needs what this server can't do.
            NotSupportedException => new(Outcome.Refused, trouble.Message),
            IOException or SocketException or TimeoutException or ProtocolException or OperationCanceledException => isBegun
                ? new(Outcome.Unknown, $"The connection broke while sending: {trouble.Message}")
                : new(Outcome.NotNow, $"The connection broke before the mail was sent: {trouble.Message}"),
            _ => null,
        };

    /// <summary>Answers from 500 on are for good, but for those that tell that login or encryption are missing.</summary>
    private static bool IsForGood(SmtpCommandException answer) =>
        (int)answer.StatusCode is >= 500 and not (530 or 534 or 535 or 538);
}
