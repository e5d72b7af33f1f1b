using Microsoft.Data.Sqlite;

namespace RiskRegister.Local.ServiceBus;

/// <summary>A row of the message table; see there.</summary>
internal sealed record StoredMessage(
    long Sequence,
    string Entity,
    long HiddenUntil,
    byte[]? Lock,
    int Deliveries,
    long Enqueued,
    long? Expires,
    string Envelope,
    byte[] Body
)
{
    public bool IsScheduled => HiddenUntil > 0 && Lock is null;

    public static StoredMessage Read(SqliteDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            row.GetInt64(2),
            row[3] as byte[],
            row.GetInt32(4),
            row.GetInt64(5),
            row[6] as long?,
            row.GetString(7),
            row.GetFieldValue<byte[]>(8)
        );

    public StoredMessage With(IDictionary<string, object>? properties) =>
        properties is null ? this : this with { Envelope = MessageEnvelope.With(Envelope, properties) };

    /// <summary>As whoever only looks may see it: a delivery that goes on is not counted yet.</summary>
    public StoredMessage Peeked() => Lock is null ? this : Unlocked() with { Deliveries = Deliveries - 1 };

    public StoredMessage Unlocked() => this with { Lock = null, HiddenUntil = 0 };
}
