using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace RiskRegister.Tests.EndToEnd;

/// <summary>The app as a user runs it: a process of its own on free ports, with its own data folder.</summary>
public sealed partial class RunningApp : IAsyncDisposable
{
    /// <summary>The administrator of the deployment.</summary>
    public const string Deployer = "deployer@demo.example";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Uri? _mailbox;

    private RunningApp(string data, IEnumerable<string> switches)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = data,
            ArgumentList =
            {
                AppPath,
                "--port",
                "0",
                "--data",
                Path.Combine(data, "state"),
                "--mail-port",
                "0",
                "--mailbox-port",
                "0",
            },
        };
        start.Environment["Register__FirstAdministrator"] = Deployer;
        foreach (var option in switches)
        {
            start.ArgumentList.Add(option);
        }

        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) =>
        {
            // Without a limit of time this also waits for the end of the output.
            _process.WaitForExit();
            _ready.TrySetException(new InvalidOperationException($"The app ended.\n{Output}"));
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Address of the app.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Address of the mailbox's web page and API.</summary>
    public Uri Mailbox => _mailbox ?? throw new InvalidOperationException($"The app has no mailbox.\n{Output}");

    /// <summary>What the app has printed.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    private static string AppPath => Path.Combine(Root, "functions", "bin", Configuration, "net10.0", "RiskRegister.dll");

    private static string Configuration =>
        AppContext.BaseDirectory.Contains(
            $"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}",
            StringComparison.Ordinal
        )
            ? "Release"
            : "Debug";

    /// <summary>Starts the app and returns when it says that it is ready.</summary>
    /// <param name="data">A folder of the test's own.</param>
    /// <param name="switches">More switches, such as --empty.</param>
    public static async Task<RunningApp> StartAsync(string data, params string[] switches)
    {
        var app = new RunningApp(data, switches);
        try
        {
            app.Address = await app._ready.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
            return app;
        }
        catch (TimeoutException e)
        {
            var output = app.Output;
            await app.DisposeAsync();
            throw new InvalidOperationException($"The app was not ready in time.\n{output}", e);
        }
    }

    /// <summary>A client that is signed in as <paramref name="email"/>, or as nobody.</summary>
    public HttpClient As(string? email)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = Address,
            Timeout = Patience,
        };
        if (email is not null)
        {
            client.DefaultRequestHeaders.Add("X-MS-CLIENT-PRINCIPAL", PrincipalOf(email));
        }

        return client;
    }

    /// <summary>The value of X-MS-CLIENT-PRINCIPAL for a person.</summary>
    public static string PrincipalOf(string email)
    {
        var claims = new[] { new { typ = "preferred_username", val = email }, new { typ = "name", val = email } };
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new { auth_typ = "aad", claims }));
    }

    /// <summary>Runs a timer function now.</summary>
    public async Task TriggerAsync(string function)
    {
        using var client = As(null);
        using var response = await client.PostAsJsonAsync(
            new Uri($"/admin/functions/{function}", UriKind.Relative),
            new { input = "" }
        );
        Assert.Equal(202, (int)response.StatusCode);
    }

    /// <summary>All mails in the mailbox.</summary>
    public async Task<IReadOnlyList<JsonNode>> MailsAsync()
    {
        using var client = new HttpClient { BaseAddress = Mailbox };
        var mails = await client.GetFromJsonAsync<JsonArray>(new Uri("/email", UriKind.Relative));
        return [.. mails!.OfType<JsonNode>()];
    }

    /// <summary>The digests in the mailbox; notices are mails of their own. What was broken off may have no head, and is none of either.</summary>
    public async Task<IReadOnlyList<JsonNode>> DigestsAsync() =>
        [
            .. (await MailsAsync()).Where(mail =>
                ((string?)mail["headers"]?["list-id"])?.StartsWith("<digest.", StringComparison.Ordinal) == true
            ),
        ];

    /// <summary>The lines of the ledger that are digests.</summary>
    public async Task<IReadOnlyList<JsonNode>> LedgerOfDigestsAsync() =>
        [
            .. (await this.GetAsync("/api/demo/ledger?limit=200")).Json["items"]!
                .AsArray()
                .OfType<JsonNode>()
                .Where(line => (string?)line["kind"] == "digest"),
        ];

    /// <summary>Asks again and again until <paramref name="condition"/> holds.</summary>
    public async Task<T> EventuallyAsync<T>(Func<Task<T>> ask, Func<T, bool> condition, string what)
    {
        var until = Stopwatch.StartNew();
        while (true)
        {
            var answer = await ask();
            if (condition(answer))
            {
                return answer;
            }

            Assert.True(until.Elapsed < Patience, $"{what} did not happen in time; the last answer was {answer}.\n{Output}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Kills the process at once, as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: false);
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends the app as Ctrl-C does, and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await StopAsync();
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (MailboxLine().Match(line) is { Success: true } mailbox)
        {
            _mailbox = new Uri(mailbox.Groups["url"].Value);
        }
        else if (ReadyLine().Match(line) is { Success: true } ready)
        {
            _ready.TrySetResult(new Uri(ready.Groups["url"].Value));
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "RiskRegister.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    [GeneratedRegex("mailbox is on (?<url>http://\\S+)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex MailboxLine();

    [GeneratedRegex("is ready on (?<url>http://\\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReadyLine();
}
