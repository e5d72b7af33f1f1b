using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RiskRegister.Local.Worker;

/// <summary>
/// A Node.js tool that lives as long as this process at most: it ends when its standard input closes, and the system closes that
/// however this process ends.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    // Ctrl+C reaches the whole process group. The tool must outlast what still needs it, so the tool's own ways to stop are kept for
    // the end of standard input, and are cut short there after five seconds.
    private const string Attached = """
        console.log = () => {};
        const stops = [];
        for (const add of ['on', 'once', 'addListener']) {
          const original = process[add].bind(process);
          process[add] = (event, listener) =>
            event === 'SIGTERM' ? (stops.push(listener), process) : event === 'SIGINT' ? process : original(event, listener);
          if (add === 'on') for (const signal of ['SIGINT', 'SIGTERM']) original(signal, () => {});
        }
        process.stdin.on('close', () => {
          setTimeout(() => process.exit(), stops.length ? 5000 : 0).unref();
          stops.forEach((stop) => stop());
        }).on('error', () => {}).resume();
        require(process.argv[1]);
        """;

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    /// <summary>The process's id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts a tool.</summary>
    /// <param name="script">The tool's script file.</param>
    /// <param name="arguments">Its command line.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">Node.js is not installed.</exception>
    public static ChildProcess Start(string script, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("node", ["-e", Attached, "--", script, .. arguments])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Waits until something accepts connections on the port.</summary>
    /// <exception cref="InvalidOperationException">The tool has ended.</exception>
    public async Task WaitForPortAsync(int port, CancellationToken cancellation)
    {
        while (!await AcceptsAsync(port, cancellation))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"it ended with code {_process.ExitCode}");
            }

            await Task.Delay(50, cancellation);
        }
    }

    /// <summary>Lets the tool stop in its own way, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<bool> AcceptsAsync(int port, CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
