using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using RiskRegister.Local.State;

namespace RiskRegister.Local.ServiceBus;

/// <summary>
/// The embedded Service Bus: queues, topics and subscriptions over the state database, with the settings of a new entity of the
/// genuine service and duplicate detection: locks of a minute, ten deliveries, messages up to 256 KB, no sessions.
/// </summary>
/// <remarks>Waiting receivers are woken in memory; what they get comes from the table alone.</remarks>
public sealed class ServiceBusBroker : IDisposable
{
    internal const int LongestMessage = 256 * 1024;
    private const int LongestReason = 4096;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestTimer = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);
    private static readonly ConcurrentDictionary<string, ServiceBusBroker> Brokers = new(StringComparer.Ordinal);
    private static int _started;

    private readonly StateDatabase _state;
    private readonly TimeProvider _time;
    private readonly MessageFlow _flow;
    private readonly ITimer _alarm;
    private volatile bool _disposed;

    /// <summary>Starts a broker over <paramref name="state"/>; it can be found by its connection string until it is disposed.</summary>
    /// <remarks>Locks of an earlier process are released; its deliveries still count.</remarks>
    public ServiceBusBroker(StateDatabase state, TimeProvider time)
    {
        _state = state;
        _time = time;
        _flow = new MessageFlow(SetAlarm);
        _alarm = time.CreateTimer(_ => OnAlarm(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        state.WriteAsync(_flow.Open).GetAwaiter().GetResult();
        Brokers[ConnectionString] = this;
    }

    /// <summary>What a <see cref="ServiceBusClient"/> reaches this broker with.</summary>
    public string ConnectionString { get; } =
        $"Endpoint=sb://local-{Interlocked.Increment(ref _started)}/;SharedAccessKeyName=none;SharedAccessKey=none";

    private long Now => _time.GetUtcNow().UtcTicks;

    /// <summary>Declares a queue, unless it is there. It stays declared over restarts.</summary>
    public void EnsureQueue(string name) => Ensure(name, topic: null);

    /// <summary>Declares a topic and its subscription, unless they are there. They stay declared over restarts.</summary>
    public void EnsureSubscription(string topic, string subscription) =>
        Ensure(Entity.SubscriptionPath(topic, subscription), topic);

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        Brokers.TryRemove(ConnectionString, out _);
        _alarm.Dispose();
        _flow.SignalAll();
    }

    /// <summary>The running broker of this connection string.</summary>
    /// <exception cref="ServiceBusException">None runs.</exception>
    internal static ServiceBusBroker Running(string connectionString) =>
        Brokers.GetValueOrDefault(connectionString) ?? throw NotRunning();

    /// <summary>Sends all or none, and returns their numbers when they are durable.</summary>
    internal Task<long[]> SendAsync(string path, IReadOnlyList<Outgoing> messages)
    {
        if (messages.Sum(message => message.Size) > LongestMessage)
        {
            throw new ServiceBusException(
                $"The message or batch is longer than {LongestMessage} bytes.",
                ServiceBusFailureReason.MessageSizeExceeded,
                path
            );
        }

        var entity = _flow.FindForSending(path);
        return WriteAsync((c, now) => messages.Select(message => _flow.Send(c, entity, message, now)).ToArray());
    }

    internal async Task CancelScheduledAsync(string path, long sequenceNumber)
    {
        var entity = _flow.FindForSending(path);
        if (!await WriteAsync((c, _) => MessageTable.DeleteScheduled(c, entity.Path, sequenceNumber)))
        {
            throw new ServiceBusException(
                $"No message {sequenceNumber} is scheduled.",
                ServiceBusFailureReason.MessageNotFound,
                path
            );
        }
    }

    internal async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveAsync(
        string path,
        int most,
        TimeSpan wait,
        ServiceBusReceiveMode mode,
        CancellationToken cancellationToken
    )
    {
        var entity = _flow.FindForReceiving(path);
        var started = _time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var arrival = entity.Arrival;
            var messages = await WriteAsync((c, now) => _flow.Receive(c, entity, most, mode, now));
            var left = wait - _time.GetElapsedTime(started);
            if (messages.Count > 0 || left < ShortestTimer)
            {
                return messages.ConvertAll(message => new ServiceBusReceivedMessage(message));
            }

            await arrival
                .WaitAsync(left < LongestTimer ? left : LongestTimer, _time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    internal IReadOnlyList<ServiceBusReceivedMessage> Peek(string path, int most, long from)
    {
        var entity = _flow.FindForReceiving(path);
        return _state.Read(c =>
            MessageTable.Peek(c, entity.Path, most, from).ConvertAll(message => new ServiceBusReceivedMessage(message.Peeked()))
        );
    }

    internal Task CompleteAsync(ServiceBusReceivedMessage message) =>
        SettleAsync(message, (c, held) => MessageTable.Delete(c, held.Sequence));

    internal Task AbandonAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? properties) =>
        SettleAsync(message, (c, held) => _flow.Release(c, held.With(properties)));

    internal Task DeadLetterAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? properties,
        string? reason,
        string? description
    )
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reason?.Length ?? 0, LongestReason, nameof(reason));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(description?.Length ?? 0, LongestReason, nameof(description));
        return SettleAsync(message, (c, held) => _flow.DeadLetter(c, held.With(properties), reason, description));
    }

    internal async Task RenewAsync(ServiceBusReceivedMessage message) =>
        message.LockedUntil = new(await WhileHeldAsync(message, MessageFlow.Renew), TimeSpan.Zero);

    // The connection string isn't told: it may be one of a genuine namespace, with its key.
    private static ServiceBusException NotRunning() =>
        new("No Service Bus broker runs for this connection string.", ServiceBusFailureReason.ServiceCommunicationProblem);

    private static ServiceBusException LockLost(ServiceBusReceivedMessage message) =>
        new(
            $"The lock of message {message.SequenceNumber} has ended.",
            ServiceBusFailureReason.MessageLockLost,
            message.Stored.Entity
        );

    private void Ensure(string path, string? topic) =>
        _state.WriteAsync(c => _flow.Declare(c, path, topic)).GetAwaiter().GetResult();

    private async Task SettleAsync(ServiceBusReceivedMessage message, Action<StateConnection, StoredMessage> work)
    {
        await WhileHeldAsync(
            message,
            (c, held, _) =>
            {
                work(c, held);
                return true;
            }
        );
        message.IsSettled = true;
    }

    // Nothing but the end of the lock changes while a message is locked, so it is as it was received.
    private Task<T> WhileHeldAsync<T>(ServiceBusReceivedMessage message, Func<StateConnection, StoredMessage, long, T> work) =>
        WriteAsync(
            (c, now) => MessageTable.IsHeld(c, message.Stored, now) ? work(c, message.Stored, now) : throw LockLost(message)
        );

    /// <summary>Runs <paramref name="work"/>, with the time in UTC ticks, after what the passing of time has changed.</summary>
    private async Task<T> WriteAsync<T>(Func<StateConnection, long, T> work)
    {
        if (_disposed)
        {
            throw NotRunning();
        }

        try
        {
            return await _state.WriteAsync(c =>
            {
                var now = Now;
                _flow.CatchUp(c, now);
                return work(c, now);
            });
        }
        catch
        {
            _flow.CatchUpAgain();
            SetAlarm(Now + RetryAfter.Ticks);
            throw;
        }
    }

    private void OnAlarm() =>
        _ = WriteAsync(
            (_, _) =>
            {
                _flow.ResetAlarm();
                return true;
            }
        );

    private void SetAlarm(long at)
    {
        // A moment later rather than earlier: an alarm before its time would only be set again.
        var wait = TimeSpan.FromTicks(Math.Max(0, at - Now)) + ShortestTimer;
        _alarm.Change(wait < LongestTimer ? wait : LongestTimer, Timeout.InfiniteTimeSpan);
    }
}
