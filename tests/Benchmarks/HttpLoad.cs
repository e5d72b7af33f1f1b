using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace RiskRegister.Benchmarks;

/// <summary>
/// As <see cref="Load"/>, for HTTP requests to a server in another process: one thread over plain sockets, because a full HTTP client
/// would take more of the machine than the server that is measured.
/// </summary>
public static class HttpLoad
{
    /// <summary>Sends the requests that <paramref name="request"/> makes from their numbers, and measures until their answers are complete.</summary>
    /// <exception cref="InvalidOperationException">An answer was no success.</exception>
    public static Samples Run(Uri server, int clients, int times, Func<int, byte[]> request)
    {
        var connections = Enumerable.Range(0, clients).Select(_ => new HttpConnection(server)).ToDictionary(c => c.Socket);
        try
        {
            var first = Load.WarmUp(times);
            Run(connections, 0, first, request);
            return Run(connections, first, times, request);
        }
        finally
        {
            foreach (var connection in connections.Values)
            {
                connection.Dispose();
            }
        }
    }

    /// <summary>The bytes of a request that keeps the connection open.</summary>
    /// <param name="method">Such as GET.</param>
    /// <param name="path">Path and query.</param>
    /// <param name="headers">Lines of further headers.</param>
    /// <param name="json">The body.</param>
    public static byte[] Request(string method, string path, IEnumerable<string>? headers = null, string json = "")
    {
        var lines = new[]
        {
            $"{method} {path} HTTP/1.1",
            "Host: localhost",
            $"Content-Length: {Encoding.UTF8.GetByteCount(json)}",
        };
        var all = lines.Concat(json.Length > 0 ? ["Content-Type: application/json"] : []).Concat(headers ?? []);
        return Encoding.UTF8.GetBytes(string.Join("\r\n", all) + "\r\n\r\n" + json);
    }

    private static Samples Run(Dictionary<Socket, HttpConnection> connections, int first, int times, Func<int, byte[]> request)
    {
        var ticks = new List<long>(times);
        var next = first;
        var began = Stopwatch.GetTimestamp();
        foreach (var connection in connections.Values.Take(times))
        {
            connection.Send(request(next++));
        }

        var ready = new List<Socket>();
        while (ticks.Count < times)
        {
            ready.Clear();
            ready.AddRange(connections.Keys);
            Socket.Select(ready, null, null, -1);
            foreach (var connection in ready.Select(socket => connections[socket]))
            {
                if (connection.Receive() is not { } took)
                {
                    continue;
                }

                ticks.Add(took);
                if (next < first + times)
                {
                    connection.Send(request(next++));
                }
            }
        }

        return new Samples(ticks, Stopwatch.GetElapsedTime(began));
    }
}
