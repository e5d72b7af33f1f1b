using System.Buffers;
using System.Text;

namespace RiskRegister.Local.Cosmos;

/// <summary>The body of a page: an envelope around the items.</summary>
internal sealed class FeedBody
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    public FeedBody(StoredContainer container) =>
        Encoding.UTF8.GetBytes($"{{\"_rid\":\"{container.Rid}\",\"Documents\":[", _buffer);

    public int Count { get; private set; }

    public int Length => _buffer.WrittenCount;

    /// <summary>Where the next item has to be written.</summary>
    public IBufferWriter<byte> Next()
    {
        _buffer.Write(Count++ > 0 ? ","u8 : default);
        return _buffer;
    }

    public ReadOnlyMemory<byte> End()
    {
        Encoding.UTF8.GetBytes($"],\"_count\":{Count}}}", _buffer);
        return _buffer.WrittenMemory;
    }
}
