using Azure.Messaging.ServiceBus;
using RiskRegister.Local.State;

namespace RiskRegister.Local.ServiceBus;

/// <summary>The embedded Service Bus: queues, topics and subscriptions over the state database.</summary>
public sealed class ServiceBusBroker : IDisposable
{
    internal const int LongestMessage = 256 * 1024;

    /// <summary>Starts a broker over <paramref name="state"/>; it can be found by its connection string until it is disposed.</summary>
    public ServiceBusBroker(StateDatabase state, TimeProvider time) =>
        throw new NotSupportedException("not supported: the broker is on its way.");

    /// <summary>What a <see cref="ServiceBusClient"/> reaches this broker with.</summary>
    public string ConnectionString => throw new NotSupportedException("not supported: the broker is on its way.");

    /// <summary>Declares a queue, unless it is there.</summary>
    public void EnsureQueue(string name) => throw new NotSupportedException("not supported: the broker is on its way.");

    /// <summary>Declares a topic and its subscription, unless they are there.</summary>
    public void EnsureSubscription(string topic, string subscription) =>
        throw new NotSupportedException("not supported: the broker is on its way.");

    /// <inheritdoc/>
    public void Dispose() => throw new NotSupportedException("not supported: the broker is on its way.");

    internal static string NamespaceOf(string connectionString) =>
        throw new NotSupportedException("not supported: the broker is on its way.");

    internal static ServiceBusBroker Running(string name) =>
        throw new NotSupportedException("not supported: the broker is on its way.");

    internal Task<IReadOnlyList<long>> SendAsync(string path, IReadOnlyList<ServiceBusMessage> messages) =>
        throw new NotSupportedException("not supported: the broker is on its way.");

    internal Task CancelScheduledAsync(string path, long sequenceNumber) =>
        throw new NotSupportedException("not supported: the broker is on its way.");

    internal Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveAsync(
        string path,
        int most,
        TimeSpan wait,
        ServiceBusReceiveMode mode,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException("not supported: the broker is on its way.");

    internal IReadOnlyList<ServiceBusReceivedMessage> Peek(string path, int most, long from) =>
        throw new NotSupportedException("not supported: the broker is on its way.");

    internal Task CompleteAsync(string path, ServiceBusReceivedMessage message) =>
        throw new NotSupportedException("not supported: the broker is on its way.");

    internal Task AbandonAsync(string path, ServiceBusReceivedMessage message, IDictionary<string, object>? properties) =>
        throw new NotSupportedException("not supported: the broker is on its way.");

    internal Task DeadLetterAsync(
        string path,
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? properties,
        string? reason,
        string? description
    ) => throw new NotSupportedException("not supported: the broker is on its way.");

    internal Task<DateTimeOffset> RenewAsync(string path, ServiceBusReceivedMessage message) =>
        throw new NotSupportedException("not supported: the broker is on its way.");
}
