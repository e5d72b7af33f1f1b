using RiskRegister.Local.State;

namespace RiskRegister.Local.ServiceBus;

/// <summary>The messages of all entities. Times are UTC ticks.</summary>
/// <remarks>A message is hidden until its time: with a lock it is being worked on, without one it is scheduled. 0 means available.</remarks>
internal static class MessageTable
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS servicebus_entities (path TEXT PRIMARY KEY COLLATE NOCASE, topic TEXT) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS servicebus_messages (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            entity TEXT NOT NULL,
            hidden_until INTEGER NOT NULL,
            lock BLOB,
            deliveries INTEGER NOT NULL DEFAULT 0,
            enqueued INTEGER NOT NULL,
            expires INTEGER,
            envelope TEXT NOT NULL,
            body BLOB NOT NULL
        );
        CREATE INDEX IF NOT EXISTS servicebus_available ON servicebus_messages (entity, hidden_until);
        CREATE INDEX IF NOT EXISTS servicebus_hidden ON servicebus_messages (hidden_until) WHERE hidden_until > 0;
        CREATE INDEX IF NOT EXISTS servicebus_expiring ON servicebus_messages (expires) WHERE expires IS NOT NULL;
        CREATE TABLE IF NOT EXISTS servicebus_sent (
            entity TEXT NOT NULL,
            message_id TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            forget INTEGER NOT NULL,
            PRIMARY KEY (entity, message_id)
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS servicebus_forgotten ON servicebus_sent (forget);
        """;

    private const string Columns = "sequence, entity, hidden_until, lock, deliveries, enqueued, expires, envelope, body";
    private const string Hideable = "FROM servicebus_messages WHERE hidden_until > 0";

    /// <summary>Adds a message under the next number, and returns that.</summary>
    public static long Add(StateConnection c, StoredMessage message) =>
        c.Scalar<long>(
            """
            INSERT INTO servicebus_messages (entity, hidden_until, enqueued, expires, envelope, body)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING sequence
            """,
            message.Entity,
            message.HiddenUntil,
            message.Enqueued,
            message.Expires,
            message.Envelope,
            message.Body
        );

    /// <summary>Locks the next messages, each under a lock of its own.</summary>
    public static List<StoredMessage> Lock(StateConnection c, string entity, int most, long until)
    {
        var messages = c.Query(
            $"""
            UPDATE servicebus_messages SET hidden_until = ?3, lock = randomblob(16), deliveries = deliveries + 1
            WHERE sequence IN (SELECT sequence FROM servicebus_messages WHERE entity = ?1 AND hidden_until = 0
                ORDER BY sequence LIMIT ?2) RETURNING {Columns}
            """,
            StoredMessage.Read,
            entity,
            most,
            until
        );
        // RETURNING gives no order.
        messages.Sort((a, b) => a.Sequence.CompareTo(b.Sequence));
        return messages;
    }

    public static List<StoredMessage> Peek(StateConnection c, string entity, int most, long from) =>
        c.Query(
            $"SELECT {Columns} FROM servicebus_messages WHERE entity = ?1 AND sequence >= ?2 ORDER BY sequence LIMIT ?3",
            StoredMessage.Read,
            entity,
            from,
            most
        );

    /// <summary>Whether the message is still held under the lock under which it was received.</summary>
    public static bool IsHeld(StateConnection c, StoredMessage message, long now) =>
        c.Scalar<long>(
            "SELECT 1 FROM servicebus_messages WHERE sequence = ?1 AND lock = ?2 AND hidden_until > ?3",
            message.Sequence,
            message.Lock,
            now
        ) == 1;

    /// <summary>What was hidden until <paramref name="now"/>, in the order in which it becomes available.</summary>
    public static List<StoredMessage> Hidden(StateConnection c, long now) =>
        c.Query($"SELECT {Columns} {Hideable} AND hidden_until <= ?1 ORDER BY hidden_until, sequence", StoredMessage.Read, now);

    public static void Hide(StateConnection c, long sequence, long until) =>
        c.Execute("UPDATE servicebus_messages SET hidden_until = ?2 WHERE sequence = ?1", sequence, until);

    /// <summary>Stores where the message is now and what belongs to it, and makes it available there.</summary>
    public static void Put(StateConnection c, StoredMessage message) =>
        c.Execute(
            """
            UPDATE servicebus_messages SET entity = ?2, expires = ?3, envelope = ?4, hidden_until = 0, lock = NULL
            WHERE sequence = ?1
            """,
            message.Sequence,
            message.Entity,
            message.Expires,
            message.Envelope
        );

    public static void Delete(StateConnection c, long sequence) =>
        c.Execute("DELETE FROM servicebus_messages WHERE sequence = ?1", sequence);

    public static bool DeleteScheduled(StateConnection c, string entity, long sequence) =>
        c.Execute($"DELETE {Hideable} AND lock IS NULL AND sequence = ?1 AND entity = ?2", sequence, entity) == 1;

    /// <summary>Throws away what has expired; a message that is being worked on is left until its lock ends.</summary>
    public static void DeleteExpired(StateConnection c, long now) =>
        c.Execute("DELETE FROM servicebus_messages WHERE expires <= ?1 AND hidden_until = 0", now);

    /// <summary>When a message next appears, loses its lock, expires, or the last id is to be forgotten; null for never.</summary>
    public static long? NextChange(StateConnection c) =>
        c.Scalar<long?>(
            $"""
            SELECT MIN(at) FROM (
                SELECT MIN(hidden_until) AS at {Hideable}
                UNION ALL SELECT MIN(expires) FROM servicebus_messages WHERE expires IS NOT NULL AND hidden_until = 0
                UNION ALL SELECT MAX(forget) FROM servicebus_sent)
            """
        );

    /// <summary>The number of the message that was sent under this id and is not forgotten yet, or 0.</summary>
    public static long Sent(StateConnection c, string entity, string messageId, long now) =>
        c.Scalar<long>(
            "SELECT sequence FROM servicebus_sent WHERE entity = ?1 AND message_id = ?2 AND forget > ?3",
            entity,
            messageId,
            now
        );

    public static void Remember(StateConnection c, string entity, string messageId, long sequence, long until) =>
        c.Execute("INSERT OR REPLACE INTO servicebus_sent VALUES (?1, ?2, ?3, ?4)", entity, messageId, sequence, until);

    public static void Forget(StateConnection c, long now) => c.Execute("DELETE FROM servicebus_sent WHERE forget <= ?1", now);
}
