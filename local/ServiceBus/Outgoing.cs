using System.Text;
using Azure.Messaging.ServiceBus;

namespace RiskRegister.Local.ServiceBus;

/// <summary>A message on its way into the broker, as it was when it was handed over.</summary>
internal sealed class Outgoing(ServiceBusMessage message)
{
    public string? MessageId { get; } = message.MessageId;
    public TimeSpan TimeToLive { get; } = message.TimeToLive;
    public long Due { get; } = message.ScheduledEnqueueTime.UtcTicks;
    public string Envelope { get; } = message.ToEnvelope().ToJson();
    public byte[] Body { get; } = message.Body.ToArray();

    /// <summary>What counts against the size limit, in bytes.</summary>
    public int Size => Encoding.UTF8.GetByteCount(Envelope) + Body.Length;
}
