using RiskRegister.Local.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Receives from one queue, subscription, or the dead letters of one, and settles what it received.</summary>
public class ServiceBusReceiver : IAsyncDisposable
{
    private static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(1);

    private readonly ServiceBusClient _client;
    private long _lastPeeked;

    /// <summary>A receiver from a queue or a subscription.</summary>
    internal ServiceBusReceiver(ServiceBusClient client, string path, ServiceBusReceiverOptions options)
    {
        _client = client;
        EntityPath = options.SubQueue == SubQueue.None ? path : Entity.DeadLetterPath(path);
        ReceiveMode = options.ReceiveMode;
    }

    /// <summary>The queue, <c>topic/Subscriptions/name</c>, or one of them with <c>/$DeadLetterQueue</c> behind it.</summary>
    public virtual string EntityPath { get; }

    /// <summary>Whether receiving locks or deletes.</summary>
    public virtual ServiceBusReceiveMode ReceiveMode { get; }

    /// <summary>Whether the receiver is closed.</summary>
    public virtual bool IsClosed { get; private set; }

    private ServiceBusBroker Broker
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return _client.Broker;
        }
    }

    /// <summary>The next message, or null when none came within <paramref name="maxWaitTime"/> (one minute when null).</summary>
    /// <exception cref="ServiceBusException">MessagingEntityNotFound.</exception>
    public virtual async Task<ServiceBusReceivedMessage?> ReceiveMessageAsync(
        TimeSpan? maxWaitTime = default,
        CancellationToken cancellationToken = default
    ) => await ReceiveMessagesAsync(1, maxWaitTime, cancellationToken) is [var message] ? message : null;

    /// <summary>Up to <paramref name="maxMessages"/> messages, as soon as there is one; none when none came in time.</summary>
    /// <inheritdoc cref="ReceiveMessageAsync"/>
    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages,
        TimeSpan? maxWaitTime = default,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxMessages);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maxWaitTime ?? DefaultWait, TimeSpan.Zero, nameof(maxWaitTime));
        return Broker.ReceiveAsync(EntityPath, maxMessages, maxWaitTime ?? DefaultWait, ReceiveMode, cancellationToken);
    }

    /// <inheritdoc cref="PeekMessagesAsync"/>
    public virtual async Task<ServiceBusReceivedMessage?> PeekMessageAsync(
        long? fromSequenceNumber = default,
        CancellationToken cancellationToken = default
    ) => await PeekMessagesAsync(1, fromSequenceNumber, cancellationToken) is [var message] ? message : null;

    /// <summary>Looks at messages without locking them, also at locked and scheduled ones; by default it goes on after the last peeked.</summary>
    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages,
        long? fromSequenceNumber = default,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxMessages);
        cancellationToken.ThrowIfCancellationRequested();
        var messages = Broker.Peek(EntityPath, maxMessages, fromSequenceNumber ?? _lastPeeked + 1);
        _lastPeeked = messages is [.., var last] ? last.SequenceNumber : _lastPeeked;
        return Task.FromResult(messages);
    }

    /// <summary>Deletes a message that has been dealt with.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost.</exception>
    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Locked(message, cancellationToken).CompleteAsync(message);

    /// <summary>Gives a message back for another delivery, with <paramref name="propertiesToModify"/> put into its properties.</summary>
    /// <inheritdoc cref="CompleteMessageAsync"/>
    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default
    ) => Locked(message, cancellationToken).AbandonAsync(message, propertiesToModify);

    /// <inheritdoc cref="DeadLetterMessageAsync(ServiceBusReceivedMessage, IDictionary{string, object}, string, string, CancellationToken)"/>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        string deadLetterReason,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default
    ) => DeadLetterMessageAsync(message, null, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    /// <summary>Moves a message to the dead letters. The reason and the description stand in its ApplicationProperties there.</summary>
    /// <inheritdoc cref="CompleteMessageAsync"/>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify,
        string deadLetterReason,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default
    ) =>
        Locked(message, cancellationToken)
            .DeadLetterAsync(message, propertiesToModify, deadLetterReason, deadLetterErrorDescription);

    /// <summary>Holds the lock of a message for another minute, and tells until when in its LockedUntil.</summary>
    /// <inheritdoc cref="CompleteMessageAsync"/>
    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Locked(message, cancellationToken).RenewAsync(message);

    /// <summary>Closes the receiver; what it holds locked is given to others when the locks end.</summary>
    public virtual ValueTask DisposeAsync()
    {
        IsClosed = true;
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private ServiceBusBroker Locked(ServiceBusReceivedMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        return message.Stored.Lock is null
            ? throw new InvalidOperationException("Only a message that was received in PeekLock mode can be settled or renewed.")
            : Broker;
    }
}

/// <summary>Settings of a <see cref="ServiceBusReceiver"/>.</summary>
public class ServiceBusReceiverOptions
{
    /// <summary>Whether receiving locks (the default) or deletes.</summary>
    public ServiceBusReceiveMode ReceiveMode { get; set; }

    /// <summary>Whether to receive the messages or the dead letters.</summary>
    public SubQueue SubQueue { get; set; }
}

/// <summary>What receiving does with a message.</summary>
public enum ServiceBusReceiveMode
{
    /// <summary>It is locked until it is settled or the lock ends.</summary>
    PeekLock = 0,

    /// <summary>It is deleted at once.</summary>
    ReceiveAndDelete = 1,
}

/// <summary>Which part of a queue or subscription.</summary>
#pragma warning disable CA1711 // The genuine name.
public enum SubQueue
#pragma warning restore CA1711
{
    /// <summary>The messages.</summary>
    None = 0,

    /// <summary>The dead letters.</summary>
    DeadLetter = 1,
}
