using Azure.Core;
using RiskRegister.Local.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>The way to the embedded Service Bus; it finds the running broker by the connection string.</summary>
public class ServiceBusClient : IAsyncDisposable
{
    /// <inheritdoc cref="ServiceBusClient(string, ServiceBusClientOptions)"/>
    public ServiceBusClient(string connectionString)
        : this(connectionString, new ServiceBusClientOptions()) { }

    /// <summary>A client of the broker that <paramref name="connectionString"/> names; the broker is looked for at the first call.</summary>
    /// <exception cref="FormatException">The connection string names no <c>Endpoint=sb://...</c>.</exception>
    public ServiceBusClient(string connectionString, ServiceBusClientOptions options)
    {
        var name = ServiceBusBroker.NamespaceOf(connectionString);
        FullyQualifiedNamespace = name;
        Identifier = options?.Identifier ?? $"{name}-{Guid.NewGuid():N}";
    }

    /// <inheritdoc cref="ServiceBusClient(string, TokenCredential, ServiceBusClientOptions)"/>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential)
        : this(fullyQualifiedNamespace, credential, new ServiceBusClientOptions()) { }

    /// <summary>Always refused: the embedded Service Bus has no identities.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential, ServiceBusClientOptions options) =>
        throw new NotSupportedException(
            "not supported: the embedded Service Bus is reached by its connection string, not by a token credential."
        );

    /// <summary>Host name of the broker.</summary>
    public virtual string FullyQualifiedNamespace { get; }

    /// <summary>Name of this client in diagnostics.</summary>
    public virtual string Identifier { get; }

    /// <summary>Whether the client is disposed.</summary>
    public virtual bool IsClosed { get; private set; }

    internal ServiceBusBroker Broker
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return ServiceBusBroker.Running(FullyQualifiedNamespace);
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
        new(this, topicName, subscriptionName, new());

    /// <summary>A receiver from a subscription or its dead letters.</summary>
    public virtual ServiceBusReceiver CreateReceiver(
        string topicName,
        string subscriptionName,
        ServiceBusReceiverOptions options
    ) => new(this, topicName, subscriptionName, options);

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        IsClosed = true;
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Settings of a <see cref="ServiceBusClient"/>.</summary>
public class ServiceBusClientOptions
{
    /// <summary>Name of the client in diagnostics; made up when null.</summary>
    public string? Identifier { get; set; }
}
