using System.Buffers;
using System.Text;

namespace RiskRegister.Local.Cosmos;

/// <summary>The envelope around the items of a page.</summary>
internal static class FeedBody
{
    public static void Start(IBufferWriter<byte> buffer, StoredContainer container) =>
        Encoding.UTF8.GetBytes($"{{\"_rid\":\"{container.Rid}\",\"Documents\":[", buffer);

    public static void Separate(IBufferWriter<byte> buffer, int count)
    {
        if (count > 0)
        {
            buffer.Write(","u8);
        }
    }

    public static void End(IBufferWriter<byte> buffer, int count) => Encoding.UTF8.GetBytes($"],\"_count\":{count}}}", buffer);
}
