using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using RiskRegister.Local.State;

namespace RiskRegister.Local.ServiceBus;

/// <summary>
/// Which entities there are, and how messages move between them. All that takes a connection runs on the writer of the state
/// database, one call after the other; times are UTC ticks.
/// </summary>
/// <param name="setAlarm">Told when <see cref="CatchUp"/> is needed next.</param>
internal sealed class MessageFlow(Action<long> setAlarm)
{
    private const int MostDeliveries = 10;
    private static readonly long LockDuration = TimeSpan.FromMinutes(1).Ticks;
    private static readonly long DuplicateWindow = TimeSpan.FromMinutes(10).Ticks;

    private readonly ConcurrentDictionary<string, Entity> _entities = new(StringComparer.OrdinalIgnoreCase);
    private long _wakeAt = long.MaxValue;

    /// <summary>Takes up what an earlier process left: its locks are released, its deliveries count.</summary>
    public void Open(StateConnection c)
    {
        c.ExecuteScript(MessageTable.Schema);
        foreach (
            var (path, topic) in c.Query("SELECT path, topic FROM servicebus_entities", r => (r.GetString(0), r[1] as string))
        )
        {
            Register(path, topic);
        }

        foreach (var message in MessageTable.Hidden(c, long.MaxValue).Where(message => !message.IsScheduled))
        {
            Release(c, message);
        }

        Wake(0);
    }

    public void Declare(StateConnection c, string path, string? topic)
    {
        if (!_entities.ContainsKey(path))
        {
            c.Execute("INSERT INTO servicebus_entities VALUES (?1, ?2)", path, topic);
            Register(path, topic);
        }
    }

    /// <exception cref="ServiceBusException">Nothing can be sent there.</exception>
    public Entity FindForSending(string path) =>
        _entities.TryGetValue(path, out var entity) && entity.Targets.Count > 0 ? entity : throw NotFound(path);

    /// <exception cref="ServiceBusException">Nothing can be received there.</exception>
    public Entity FindForReceiving(string path) =>
        _entities.TryGetValue(path, out var entity) && !entity.IsTopic ? entity : throw NotFound(path);

    public void SignalAll()
    {
        foreach (var entity in _entities.Values)
        {
            entity.Signal();
        }
    }

    /// <summary>Sends a message now or schedules it, unless one with its id was sent lately; returns the number of the first.</summary>
    public long Send(StateConnection c, Entity entity, Outgoing message, long now)
    {
        if (message.MessageId is not { } id)
        {
            return EnqueueOrSchedule(c, entity, message, now);
        }

        var sequence = MessageTable.Sent(c, entity.Path, id, now);
        if (sequence == 0)
        {
            sequence = EnqueueOrSchedule(c, entity, message, now);
            MessageTable.Remember(c, entity.Path, id, sequence, now + DuplicateWindow);
            Wake(now + DuplicateWindow);
        }

        return sequence;
    }

    public List<StoredMessage> Receive(StateConnection c, Entity entity, int most, ServiceBusReceiveMode mode, long now)
    {
        var messages = MessageTable.Lock(c, entity.Path, most, now + LockDuration);
        if (mode == ServiceBusReceiveMode.ReceiveAndDelete)
        {
            messages.ForEach(message => MessageTable.Delete(c, message.Sequence));
            return messages.ConvertAll(message => message.Unlocked());
        }

        Wake(messages.Count > 0 ? now + LockDuration : long.MaxValue);
        return messages;
    }

    /// <summary>Holds a lock for longer, and returns until when.</summary>
    public static long Renew(StateConnection c, StoredMessage message, long now)
    {
        MessageTable.Hide(c, message.Sequence, now + LockDuration);
        return now + LockDuration;
    }

    /// <summary>Makes a locked message available again, or a dead letter when it was delivered too often.</summary>
    public void Release(StateConnection c, StoredMessage message)
    {
        if (message.Deliveries >= MostDeliveries && !Entity.IsDeadLetterPath(message.Entity))
        {
            var description = $"Message could not be consumed after {MostDeliveries} delivery attempts.";
            DeadLetter(c, message, "MaxDeliveryCountExceeded", description);
            return;
        }

        Put(c, message);
        Wake(message.Expires ?? long.MaxValue);
    }

    /// <summary>Moves a message to the dead letters, where it doesn't expire.</summary>
    /// <exception cref="NotSupportedException">It is a dead letter already.</exception>
    public void DeadLetter(StateConnection c, StoredMessage message, string? reason, string? description)
    {
        if (Entity.IsDeadLetterPath(message.Entity))
        {
            throw new NotSupportedException("not supported: dead-lettering a dead letter.");
        }

        var why = new Dictionary<string, object>
        {
            [MessageEnvelope.DeadLetterReason] = reason!,
            [MessageEnvelope.DeadLetterErrorDescription] = description!,
        };
        Put(c, message.With(why) with { Entity = Entity.DeadLetterPath(message.Entity), Expires = null });
    }

    /// <summary>Does what the passing of time has made due: messages appear, locks end, messages expire, ids are forgotten.</summary>
    public void CatchUp(StateConnection c, long now)
    {
        if (now < Volatile.Read(ref _wakeAt))
        {
            return;
        }

        _wakeAt = long.MaxValue;
        foreach (var message in MessageTable.Hidden(c, now))
        {
            if (message.IsScheduled)
            {
                Appear(c, message, now);
            }
            else
            {
                Release(c, message);
            }
        }

        MessageTable.DeleteExpired(c, now);
        MessageTable.Forget(c, now);
        Wake(MessageTable.NextChange(c) ?? long.MaxValue);
    }

    /// <summary>To be called when a write failed, which may have undone what <see cref="CatchUp"/> did.</summary>
    public void CatchUpAgain() => Volatile.Write(ref _wakeAt, 0);

    /// <summary>To be called when the alarm went off; it may have been set for less than the whole time.</summary>
    public void ResetAlarm() => setAlarm(_wakeAt);

    private static ServiceBusException NotFound(string path) =>
        new($"There is no queue, topic or subscription {path}.", ServiceBusFailureReason.MessagingEntityNotFound, path);

    private void Register(string path, string? topic)
    {
        var entity = new Entity(path);
        if (topic is null)
        {
            entity.Targets = [entity];
        }
        else
        {
            var parent = _entities.GetOrAdd(topic, _ => new Entity(topic) { IsTopic = true });
            parent.Targets = [.. parent.Targets, entity];
        }

        var deadLetters = Entity.DeadLetterPath(path);
        _entities[deadLetters] = new Entity(deadLetters);
        _entities[path] = entity;
    }

    private long EnqueueOrSchedule(StateConnection c, Entity entity, Outgoing outgoing, long now)
    {
        var message = new StoredMessage(0, entity.Path, 0, null, 0, now, null, outgoing.Envelope, outgoing.Body);
        if (outgoing.Due <= now)
        {
            return Enqueue(c, message, outgoing.TimeToLive, now);
        }

        Wake(outgoing.Due);
        return MessageTable.Add(c, message with { HiddenUntil = outgoing.Due });
    }

    // A scheduled message gets a new number when it appears, because it queues behind all that came before.
    private void Appear(StateConnection c, StoredMessage message, long now)
    {
        var timeToLive = MessageEnvelope.FromJson(message.Envelope).TimeToLive;
        Enqueue(c, message with { HiddenUntil = 0, Enqueued = now }, timeToLive, now);
        MessageTable.Delete(c, message.Sequence);
    }

    private long Enqueue(StateConnection c, StoredMessage message, TimeSpan timeToLive, long now)
    {
        long? expires = timeToLive.Ticks < long.MaxValue - now ? now + timeToLive.Ticks : null;
        Wake(expires ?? long.MaxValue);
        var sequence = 0L;
        foreach (var target in _entities[message.Entity].Targets)
        {
            sequence = MessageTable.Add(c, message with { Entity = target.Path, Expires = expires });
            target.Signal();
        }

        return sequence;
    }

    private void Put(StateConnection c, StoredMessage message)
    {
        MessageTable.Put(c, message);
        _entities[message.Entity].Signal();
    }

    private void Wake(long at)
    {
        if (at < _wakeAt)
        {
            _wakeAt = at;
            setAlarm(at);
        }
    }
}
