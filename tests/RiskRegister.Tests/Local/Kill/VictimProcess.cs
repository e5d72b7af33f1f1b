using System.Diagnostics;
using System.Net.Http.Json;
using Xunit;

namespace RiskRegister.Tests.Local.Kill;

/// <summary>One life of the victim, as its killer sees it.</summary>
internal sealed class VictimProcess : IDisposable
{
    private const string ReadyLine = " is ready on ";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Queue<string> _output = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isKilled;

    /// <summary>Starts a victim over <paramref name="data"/>, and returns at once.</summary>
    public VictimProcess(string data)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Victim).Assembly.Location, Victim.Command, data])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Most of a short life is its start.
            Environment = { ["DOTNET_TieredPGO"] = "0" },
        };
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>A client of the victim once it is ready.</summary>
    public HttpClient Client { get; } = new() { Timeout = Patience };

    /// <summary>Whether it was killed, and no answer needs to come any more.</summary>
    public bool IsKilled => _isKilled;

    /// <summary>What it has printed: its address, and the last warnings.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

    /// <summary>Returns when the victim takes requests.</summary>
    public async Task ReadyAsync()
    {
        var ended = _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var first = await Task.WhenAny(_ready.Task, ended).WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.True(first == _ready.Task, $"The victim did not start.\n{Output}");
    }

    /// <summary>Sends SIGKILL.</summary>
    public void Kill()
    {
        _isKilled = true;
        _process.Kill();
    }

    /// <summary>Returns when nothing is left of the process.</summary>
    public async Task GoneAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        // A victim that ended by itself, before it was killed, is one that can't be relied on.
        Assert.True(_process.ExitCode == 128 + 9, $"The victim ended by itself with {_process.ExitCode}.\n{Output}");
    }

    /// <summary>What the victim answers at <paramref name="path"/>.</summary>
    public async Task<T> GetAsync<T>(string path) => (await Client.GetFromJsonAsync<T>(path))!;

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        Client.Dispose();
    }

    private void Read(string? line)
    {
        lock (_output)
        {
            _output.Enqueue(line ?? "");
            if (_output.Count > 50)
            {
                _output.Dequeue();
            }
        }

        if (line?.IndexOf(ReadyLine, StringComparison.Ordinal) is >= 0 and var at)
        {
            Client.BaseAddress = new Uri(line[(at + ReadyLine.Length)..]);
            _ready.TrySetResult();
        }
    }
}
