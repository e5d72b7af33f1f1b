using System.Net;
using System.Net.Sockets;

namespace RiskRegister.Local.Worker;

/// <summary>Ports of this machine's loopback address.</summary>
internal static class Ports
{
    /// <summary>A socket that listens on the port, or on a free one when it is 0. Who connects waits until it is served.</summary>
    /// <exception cref="StartRefusedException">The port is taken.</exception>
    public static Socket Listen(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen();
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new StartRefusedException(
                $"Port {port} can't be used: {e.Message}. Name another with --port, or 0 for a free one."
            );
        }
    }

    /// <summary>The port of a listening socket.</summary>
    public static int Of(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    /// <summary>The wished port, which is not checked; without a wish, the usual one or, when that is taken, a free one.</summary>
    public static int Choose(int? wish, int usual) =>
        wish is > 0 ? wish.Value
        : wish is null && IsFree(usual) ? usual
        : Free();

    private static int Free()
    {
        using var socket = Listen(0);
        return Of(socket);
    }

    private static bool IsFree(int port)
    {
        try
        {
            Listen(port).Dispose();
            return true;
        }
        catch (StartRefusedException)
        {
            return false;
        }
    }
}
