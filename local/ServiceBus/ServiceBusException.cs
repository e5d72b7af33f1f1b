namespace Azure.Messaging.ServiceBus;

/// <summary>A refusal by the broker; <see cref="Reason"/> says which.</summary>
public class ServiceBusException : Exception
{
    /// <summary>A general error.</summary>
    public ServiceBusException() { }

    /// <summary>An error of which only timeouts, a busy or unreachable service are worth a retry.</summary>
    public ServiceBusException(
        string message,
        ServiceBusFailureReason reason,
        string? entityPath = null,
        Exception? innerException = null
    )
        : this(
            reason
                is ServiceBusFailureReason.ServiceBusy
                    or ServiceBusFailureReason.ServiceTimeout
                    or ServiceBusFailureReason.ServiceCommunicationProblem,
            message,
            entityPath,
            reason,
            innerException
        ) { }

    /// <summary>An error that says itself whether it is worth a retry.</summary>
    public ServiceBusException(
        bool isTransient,
        string message,
        string? entityName = null,
        ServiceBusFailureReason reason = ServiceBusFailureReason.GeneralError,
        Exception? innerException = null
    )
        : base(message, innerException)
    {
        IsTransient = isTransient;
        EntityPath = entityName;
        Reason = reason;
    }

    /// <summary>Why the broker refused.</summary>
    public ServiceBusFailureReason Reason { get; }

    /// <summary>The queue, topic or subscription.</summary>
    public string? EntityPath { get; }

    /// <summary>Whether the same call may go well later.</summary>
    public bool IsTransient { get; }

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

    /// <summary>A message, or a batch, is longer than 256 KB.</summary>
    MessageSizeExceeded = 4,

    /// <summary>The service asks to come back later.</summary>
    ServiceBusy = 7,

    /// <summary>The service has not answered in time.</summary>
    ServiceTimeout = 8,

    /// <summary>No broker runs under this name.</summary>
    ServiceCommunicationProblem = 9,
}
