namespace RiskRegister.Tests.Local.ServiceBus;

/// <summary>What a queue is in a few lines: a list in the order of sequence numbers, and a list of dead letters.</summary>
internal sealed class BusModel(TimeSpan lockDuration, TimeSpan duplicateWindow)
{
    private const int MostDeliveries = 10;

    private readonly List<Message> _all = [];
    private readonly Dictionary<string, DateTimeOffset> _sent = [];
    private int _sequence;

    public IReadOnlyList<Message> Queue => [.. _all.Where(m => m.Reason is null).OrderBy(m => m.Sequence)];

    public IReadOnlyList<Message> DeadLetters => [.. _all.Where(m => m.Reason is not null).OrderBy(m => m.Sequence)];

    /// <summary>Sends now or schedules; null for a duplicate.</summary>
    public Message? Send(string text, string id, TimeSpan timeToLive, DateTimeOffset due, DateTimeOffset now)
    {
        if (_sent.TryGetValue(id, out var known) && known > now)
        {
            return null;
        }

        _sent[id] = now + duplicateWindow;
        var message = new Message(text, timeToLive) { Sequence = ++_sequence };
        if (due > now)
        {
            message.Due = due;
        }
        else
        {
            message.Expires = now + timeToLive;
        }

        _all.Add(message);
        return message;
    }

    public bool Cancel(Message message) => message.Due is not null && _all.Remove(message);

    public List<Message> Receive(int most, DateTimeOffset now)
    {
        var messages = Queue.Where(m => m.Due is null && m.LockedUntil is null).Take(most).ToList();
        messages.ForEach(m => (m.LockedUntil, m.Deliveries) = (now + lockDuration, m.Deliveries + 1));
        return messages;
    }

    public void Delete(Message message) => _all.Remove(message);

    public void Renew(Message message, DateTimeOffset now) => message.LockedUntil = now + lockDuration;

    public void DeadLetter(Message message, string reason) =>
        (message.LockedUntil, message.Expires, message.Reason) = (null, DateTimeOffset.MaxValue, reason);

    public void Release(Message message)
    {
        message.LockedUntil = null;
        if (message.Deliveries == MostDeliveries)
        {
            DeadLetter(message, "MaxDeliveryCountExceeded");
        }
    }

    public void Restart() => _all.FindAll(m => m.LockedUntil is not null).ForEach(Release);

    /// <summary>Makes happen what is due.</summary>
    public void CatchUp(DateTimeOffset now)
    {
        _all.FindAll(m => m.LockedUntil <= now).ForEach(Release);
        foreach (var message in _all.FindAll(m => m.Due <= now).OrderBy(m => (m.Due, m.Sequence)))
        {
            (message.Due, message.Sequence, message.Expires) = (null, ++_sequence, now + message.TimeToLive);
        }

        _all.RemoveAll(m => m.Due is null && m.LockedUntil is null && m.Expires <= now);
    }

    internal sealed class Message(string text, TimeSpan timeToLive)
    {
        public string Text => text;
        public TimeSpan TimeToLive => timeToLive;
        public int Sequence { get; set; }
        public DateTimeOffset? Due { get; set; }
        public DateTimeOffset? LockedUntil { get; set; }
        public DateTimeOffset Expires { get; set; } = DateTimeOffset.MaxValue;
        public int Deliveries { get; set; }
        public string? Reason { get; set; }
    }
}
