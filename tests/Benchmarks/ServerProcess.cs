using System.Diagnostics;

namespace RiskRegister.Benchmarks;

/// <summary>An app on the embedded host in a process of its own, on a free port: the product, or the functions of the scenarios.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly string[] Alone = ["--no-mailbox", "--no-azurite"];

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly Action<string>? _hear;

    private ServerProcess(IEnumerable<string> arguments, Action<string>? hear = null)
    {
        _hear = hear;
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        if (hear is not null)
        {
            start.Environment["Logging__LogLevel__RiskRegister.Register"] = "Debug";
        }

        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException("The server ended."));
        _process.Start();
        _process.BeginOutputReadLine();
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>Memory that the process has at the moment (resident set), in MB.</summary>
    public double Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>The most memory that the process has had, in MB.</summary>
    public double PeakMemory
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64 / 1e6;
        }
    }

    /// <summary>Starts the functions of the scenarios on the data in <paramref name="folder"/>, and returns when they are ready.</summary>
    public static Task<ServerProcess> StartFunctionsAsync(TemporaryFolder folder) =>
        StartAsync([Path.Combine(AppContext.BaseDirectory, "RiskRegister.Benchmarks.dll"), Program.Serve, .. Alone], folder);

    /// <summary>Starts the product with an empty register, without mailbox and blob storage.</summary>
    /// <param name="folder">Its data.</param>
    /// <param name="hear">Hears each line of its log, which then tells each call of the database; null for none.</param>
    public static Task<ServerProcess> StartProductAsync(TemporaryFolder folder, Action<string>? hear = null) =>
        StartAsync([ProductPath, "--empty", .. Alone], folder, hear);

    /// <summary>Starts the product as users do, with all that it starts.</summary>
    public static ServerProcess StartWholeProduct(TemporaryFolder folder, int port) =>
        new([ProductPath, "--port", $"{port}", "--mail-port", "0", "--mailbox-port", "0", "--data", folder.Path]);

    /// <summary>Gets a page of it, and returns how many seconds that took.</summary>
    public async Task<double> AskAsync(string path)
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(10) };
        var began = Stopwatch.GetTimestamp();
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Returns when it has nothing left to do, such as reading through the changes of before its start.</summary>
    public async Task IdleAsync()
    {
        TimeSpan before;
        do
        {
            _process.Refresh();
            before = _process.TotalProcessorTime;
            await Task.Delay(2000);
            _process.Refresh();
        } while (_process.TotalProcessorTime - before > TimeSpan.FromMilliseconds(200));
    }

    /// <summary>Returns when it has said that all of it is ready.</summary>
    public Task ReadyAsync() => _ready.Task;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // Not SIGINT: what a script starts in the background ignores that.
            using var end = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    // Its own build is used, where it finds its files, and not the copy beside this program.
    private static string ProductPath
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory);
            var (framework, configuration) = (output.Name, output.Parent!.Name);
            var root = output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
            return Path.Combine(root, "functions", "bin", configuration, framework, "RiskRegister.dll");
        }
    }

    private static async Task<ServerProcess> StartAsync(
        IEnumerable<string> arguments,
        TemporaryFolder folder,
        Action<string>? hear = null
    )
    {
        var server = new ServerProcess([.. arguments, "--port", "0", "--data", folder.Path], hear);
        server.Address = await server._ready.Task;
        return server;
    }

    private void Read(string? line)
    {
        if (line is not null && line.Split(" is ready on ") is [_, var url])
        {
            _ready.TrySetResult(new Uri(url));
        }

        if (line is not null)
        {
            _hear?.Invoke(line);
        }
    }
}
