using RiskRegister.Local.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Sends to one queue or topic. A call returns when what it sent is durable.</summary>
public class ServiceBusSender : IAsyncDisposable
{
    private readonly ServiceBusClient _client;

    /// <summary>A sender to <paramref name="queueOrTopicName"/>.</summary>
    internal ServiceBusSender(ServiceBusClient client, string queueOrTopicName)
    {
        _client = client;
        EntityPath = queueOrTopicName;
    }

    /// <summary>The queue or topic.</summary>
    public virtual string EntityPath { get; }

    /// <summary>Whether the sender is closed.</summary>
    public virtual bool IsClosed { get; private set; }

    private ServiceBusBroker Broker
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return _client.Broker;
        }
    }

    /// <summary>Sends one message; a MessageId that was sent in the last ten minutes is dropped as a duplicate.</summary>
    /// <exception cref="ServiceBusException">MessagingEntityNotFound, or MessageSizeExceeded.</exception>
    public virtual Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default) =>
        SendMessagesAsync([message], cancellationToken);

    /// <summary>Sends all messages in one transaction; together they may be 256 KB long.</summary>
    /// <inheritdoc cref="SendMessageAsync"/>
    public virtual Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        cancellationToken.ThrowIfCancellationRequested();
        return Broker.SendAsync(EntityPath, [.. messages.Select(message => new Outgoing(message))]);
    }

    /// <summary>Sends a message that appears at <paramref name="scheduledEnqueueTime"/>.</summary>
    /// <returns>The number by which it can be cancelled until then.</returns>
    /// <inheritdoc cref="SendMessageAsync"/>
    public virtual async Task<long> ScheduleMessageAsync(
        ServiceBusMessage message,
        DateTimeOffset scheduledEnqueueTime,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        message.ScheduledEnqueueTime = scheduledEnqueueTime;
        return (await Broker.SendAsync(EntityPath, [new Outgoing(message)]))[0];
    }

    /// <summary>Takes back a message that was scheduled and has not appeared yet.</summary>
    /// <exception cref="ServiceBusException">MessageNotFound.</exception>
    public virtual Task CancelScheduledMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Broker.CancelScheduledAsync(EntityPath, sequenceNumber);
    }

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        IsClosed = true;
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
