using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;

namespace RiskRegister.Local.Cosmos;

/// <summary>An item as it lies in the table, and how it looks to a client: the stored bytes, then the system properties.</summary>
internal readonly record struct StoredItem(long Item, string ETag, long Ts, long Lsn, byte[] Body)
{
    /// <summary>The columns to select, for the alias <c>i</c>, in the order that <see cref="Read"/> takes them.</summary>
    public const string Columns = "i.item, i.etag, i.ts, i.lsn, i.body";

    public const int ColumnCount = 5;

    public static StoredItem Read(SqliteDataReader row, int first = 0) =>
        new(
            row.GetInt64(first),
            row.GetString(first + 1),
            row.GetInt64(first + 2),
            row.GetInt64(first + 3),
            row.GetFieldValue<byte[]>(first + 4)
        );

    public byte[] ToClient(StoredContainer container)
    {
        var buffer = new ArrayBufferWriter<byte>(Body.Length + 256);
        WriteTo(buffer, container);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the item with system properties; the change feed adds the sequence number.</summary>
    public void WriteTo(IBufferWriter<byte> buffer, StoredContainer container, bool withLsn = false)
    {
        // Bytes that somebody has changed in the file may not end an object any more; they go out as they are.
        if (Body is not [.., (byte)'}'])
        {
            buffer.Write(Body);
            return;
        }

        var rid = ResourceIds.Item(container.Database, container.Number, Item);
        buffer.Write(Body.AsSpan(..^1));
        Encoding.UTF8.GetBytes(
            $",\"_rid\":\"{rid}\",\"_self\":\"{container.Self}docs/{rid}/\",\"_etag\":\"\\\"{ETag}\\\"\",\"_attachments\":\"attachments/\",\"_ts\":{Ts}",
            buffer
        );
        Encoding.UTF8.GetBytes(withLsn ? $",\"_lsn\":{Lsn}}}" : "}", buffer);
    }
}
