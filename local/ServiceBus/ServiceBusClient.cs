using Azure.Core;
using RiskRegister.Local.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>The way to the embedded Service Bus; it finds the running broker by the connection string.</summary>
public class ServiceBusClient : IAsyncDisposable
{
    private readonly string _connectionString;

    /// <summary>A client of the broker that <paramref name="connectionString"/> names; the broker is looked for at the first call.</summary>
    public ServiceBusClient(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        _connectionString = connectionString;
    }

    /// <summary>Always refused: the embedded Service Bus has no identities.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential) =>
        throw new NotSupportedException(
            "not supported: the embedded Service Bus is reached by its connection string, not by a token credential."
        );

    /// <summary>Whether the client is disposed.</summary>
    public virtual bool IsClosed { get; private set; }

    internal ServiceBusBroker Broker
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return ServiceBusBroker.Running(_connectionString);
        }
    }

    /// <summary>A sender to a queue or a topic.</summary>
    public virtual ServiceBusSender CreateSender(string queueOrTopicName) => new(this, queueOrTopicName);

    /// <summary>A receiver from a queue in peek-lock mode.</summary>
    public virtual ServiceBusReceiver CreateReceiver(string queueName) => new(this, queueName, new());

    /// <summary>A receiver from a queue or its dead letters.</summary>
    public virtual ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions options) =>
        new(this, queueName, options);

    /// <summary>A receiver from a subscription in peek-lock mode.</summary>
    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName) =>
        CreateReceiver(topicName, subscriptionName, new());

    /// <summary>A receiver from a subscription or its dead letters.</summary>
    public virtual ServiceBusReceiver CreateReceiver(
        string topicName,
        string subscriptionName,
        ServiceBusReceiverOptions options
    ) => new(this, Entity.SubscriptionPath(topicName, subscriptionName), options);

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        IsClosed = true;
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
