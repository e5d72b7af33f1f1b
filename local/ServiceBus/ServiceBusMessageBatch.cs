using RiskRegister.Local.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Messages that fit into one sending.</summary>
public sealed class ServiceBusMessageBatch : IDisposable
{
    private readonly List<ServiceBusMessage> _messages = [];

    internal ServiceBusMessageBatch() { }

    /// <summary>How many bytes fit.</summary>
    public long MaxSizeInBytes => ServiceBusBroker.LongestMessage;

    /// <summary>How many bytes there are.</summary>
    public long SizeInBytes { get; private set; }

    /// <summary>How many messages there are.</summary>
    public int Count => _messages.Count;

    internal IReadOnlyList<ServiceBusMessage> Messages => _messages;

    /// <summary>Adds a message, or returns false because it does not fit any more.</summary>
    public bool TryAddMessage(ServiceBusMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var size = message.Envelope.SizeWith(message.Body);
        if (SizeInBytes + size > MaxSizeInBytes)
        {
            return false;
        }

        _messages.Add(message);
        SizeInBytes += size;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _messages.Clear();
}
