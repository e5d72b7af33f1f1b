using System.Buffers.Binary;

namespace RiskRegister.Local.Cosmos;

/// <summary>Resource ids (<c>_rid</c>) in the service's layout: 4 bytes name a database, 4 more a container, 8 more an item.</summary>
internal static class ResourceIds
{
    private const uint ContainerMark = 0x8000_0000;

    public static string Database(long database)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)database);
        return Text(bytes);
    }

    public static string Container(long database, long container)
    {
        Span<byte> bytes = stackalloc byte[8];
        WriteContainer(bytes, database, container);
        return Text(bytes);
    }

    public static string Item(long database, long container, long item)
    {
        Span<byte> bytes = stackalloc byte[16];
        WriteContainer(bytes, database, container);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], item);
        return Text(bytes);
    }

    /// <summary>Whether a part of an address has the form of a container's resource id rather than of a name.</summary>
    public static bool IsContainer(string segment)
    {
        Span<byte> bytes = stackalloc byte[8];
        return segment.Length == 12
            && Convert.TryFromBase64String(segment.Replace('-', '/'), bytes, out var written)
            && written == 8
            && bytes[4] >= 0x80;
    }

    private static void WriteContainer(Span<byte> bytes, long database, long container)
    {
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)database);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[4..], (uint)container | ContainerMark);
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).Replace('/', '-');
}
