namespace Azure.Messaging.ServiceBus;

/// <summary>A refusal by the broker; <see cref="Reason"/> says which.</summary>
public class ServiceBusException(
    string message,
    ServiceBusFailureReason reason,
    string? entityPath = null,
    Exception? innerException = null
) : Exception(message, innerException)
{
    /// <summary>Why the broker refused.</summary>
    public ServiceBusFailureReason Reason => reason;

    /// <summary>The queue, topic or subscription.</summary>
    public string? EntityPath => entityPath;

    /// <summary>Whether the same call may go well later.</summary>
    public bool IsTransient => reason == ServiceBusFailureReason.ServiceCommunicationProblem;

    /// <inheritdoc/>
    public override string Message => $"{base.Message} ({Reason})";
}

/// <summary>The reasons of a <see cref="ServiceBusException"/> that the embedded broker gives.</summary>
public enum ServiceBusFailureReason
{
    /// <summary>Anything else.</summary>
    GeneralError = 0,

    /// <summary>There is no such queue, topic or subscription.</summary>
    MessagingEntityNotFound = 1,

    /// <summary>The lock has ended; the message will be, or was, delivered again.</summary>
    MessageLockLost = 2,

    /// <summary>There is no such scheduled message.</summary>
    MessageNotFound = 3,

    /// <summary>A message, or what is sent together, is longer than 256 KB.</summary>
    MessageSizeExceeded = 4,

    /// <summary>No broker runs under this name.</summary>
    ServiceCommunicationProblem = 9,
}
