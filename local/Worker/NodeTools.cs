using System.ComponentModel;

namespace RiskRegister.Local.Worker;

/// <summary>The tools from npm that the host runs beside the app.</summary>
internal sealed class NodeTools : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string? _modules = FindModules();
    private readonly List<ChildProcess> _started = [];
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Starts a tool; when that can't be, says what to do and goes on without.</summary>
    /// <param name="name">What the person knows it by.</param>
    /// <param name="script">Its script, below node_modules.</param>
    /// <param name="port">The port that shows by answering that the tool is ready.</param>
    /// <param name="arguments">Its command line.</param>
    /// <returns>Whether it answers, once that is known.</returns>
    public Task<bool> StartAsync(string name, string script, int port, params IEnumerable<string> arguments)
    {
        var path = Path.Combine(_modules ?? "", script);
        if (!File.Exists(path))
        {
            Console.Error.WriteLine($"There is no {name}, because its package is missing: run `npm ci` where package.json is.");
            return Task.FromResult(false);
        }

        try
        {
            _started.Add(ChildProcess.Start(path, arguments));
            return IsReadyAsync(name, port, _started[^1]);
        }
        catch (Win32Exception e)
        {
            Console.Error.WriteLine($"There is no {name}, because Node.js didn't start: {e.Message}");
            return Task.FromResult(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_started.Select(tool => tool.DisposeAsync().AsTask()));
        _stopping.Dispose();
    }

    private async Task<bool> IsReadyAsync(string name, int port, ChildProcess process)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        patience.CancelAfter(Patience);
        try
        {
            await process.WaitForPortAsync(port, patience.Token);
            return true;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e) when (e is InvalidOperationException or OperationCanceledException)
        {
            Console.Error.WriteLine($"The {name} doesn't answer on port {port}: {e.Message}.");
            return false;
        }
    }

    private static string? FindModules() =>
        new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() }
            .SelectMany(Ancestors)
            .Select(folder => Path.Combine(folder, "node_modules"))
            .FirstOrDefault(folder => Directory.Exists(Path.Combine(folder, "maildev")));

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }
}
