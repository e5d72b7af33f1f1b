using Azure.Messaging.ServiceBus;
using Microsoft.Data.Sqlite;

namespace RiskRegister.Local.ServiceBus;

/// <summary>A row of the message table; see there.</summary>
internal sealed record StoredMessage(
    long Sequence,
    string Entity,
    long HiddenUntil,
    Guid Lock,
    int Deliveries,
    long Enqueued,
    long? Expires,
    string Envelope,
    byte[] Body
)
{
    public bool IsScheduled => HiddenUntil > 0 && !IsLocked;

    private bool IsLocked => Lock != Guid.Empty;

    public static StoredMessage Read(SqliteDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            row.GetInt64(2),
            row.IsDBNull(3) ? Guid.Empty : new Guid(row.GetFieldValue<byte[]>(3)),
            row.GetInt32(4),
            row.GetInt64(5),
            row.IsDBNull(6) ? null : row.GetInt64(6),
            row.GetString(7),
            row.GetFieldValue<byte[]>(8)
        );

    public StoredMessage With(IDictionary<string, object>? properties) =>
        properties is { Count: > 0 } ? this with { Envelope = MessageEnvelope.With(Envelope, properties) } : this;

    /// <summary>For the receiver that locked it, or took it away.</summary>
    public ServiceBusReceivedMessage AsReceived() => As(Lock, IsLocked ? Deliveries : Deliveries + 1);

    /// <summary>For whoever looks; a delivery that goes on is not counted yet.</summary>
    public ServiceBusReceivedMessage AsPeeked() => As(Guid.Empty, IsLocked ? Deliveries - 1 : Deliveries);

    private ServiceBusReceivedMessage As(Guid heldLock, int deliveries) =>
        new(MessageEnvelope.FromJson(Envelope), new BinaryData(Body))
        {
            EntityPath = Entity,
            SequenceNumber = Sequence,
            EnqueuedTime = new DateTimeOffset(Enqueued, TimeSpan.Zero),
            DeliveryCount = deliveries,
            Lock = heldLock,
            LockedUntil = heldLock == Guid.Empty ? default : new DateTimeOffset(HiddenUntil, TimeSpan.Zero),
            State = IsScheduled ? ServiceBusMessageState.Scheduled : ServiceBusMessageState.Active,
        };
}
