using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RiskRegister.Benchmarks;

/// <summary>One kept connection with at most one request on its way.</summary>
internal sealed class HttpConnection : IDisposable
{
    private byte[] _buffer = new byte[16 * 1024];
    private int _received;
    private long _sent;

    public HttpConnection(Uri server)
    {
        Socket.Connect(new IPEndPoint(IPAddress.Loopback, server.Port));
    }

    public Socket Socket { get; } = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public void Send(byte[] request)
    {
        _received = 0;
        _sent = Stopwatch.GetTimestamp();
        Socket.Send(request);
    }

    /// <summary>Takes what has come. The ticks since the request was sent, once its answer is complete.</summary>
    /// <exception cref="InvalidOperationException">The answer is no success.</exception>
    public long? Receive()
    {
        if (_received == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        var count = Socket.Receive(_buffer, _received, _buffer.Length - _received, SocketFlags.None);
        _received += count;
        var answer = _buffer.AsSpan(0, _received);
        if (!IsComplete(answer))
        {
            return count > 0 ? null : throw new InvalidOperationException("The server closed the connection.");
        }

        var took = Stopwatch.GetTimestamp() - _sent;
        return answer.StartsWith("HTTP/1.1 2"u8) ? took : throw new InvalidOperationException(Encoding.UTF8.GetString(answer));
    }

    public void Dispose() => Socket.Dispose();

    private static bool IsComplete(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var name = "\r\nContent-Length: "u8;
        var at = answer[..end].IndexOf(name);
        return at < 0
            ? answer.EndsWith("\r\n0\r\n\r\n"u8)
            : Utf8Parser.TryParse(answer[(at + name.Length)..], out int length, out _) && answer.Length >= end + 4 + length;
    }
}
