using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RiskRegister.Tests.Digests.Sending;

/// <summary>
/// A mail server that answers as a script says. A step is named by what the client says: <c>CONNECT</c>, <c>EHLO</c>, <c>AUTH</c>,
/// <c>MAIL</c>, <c>RCPT</c>, <c>DATA</c> and <c>.</c> for the end of the mail.
/// </summary>
internal sealed class ScriptedSmtp : IAsyncDisposable
{
    /// <summary>Hangs up instead of an answer.</summary>
    public const string Drop = "drop";

    /// <summary>Says nothing until the client hangs up.</summary>
    public const string Silence = "silence";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, Queue<string>> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<Task> _sessions = [];
    private readonly Task _accepting;

    public ScriptedSmtp(params IReadOnlyList<string> extensions)
    {
        Extensions = extensions;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The mails that arrived whole, whether or not that was acknowledged.</summary>
    public ConcurrentQueue<string> Arrived { get; } = [];

    /// <summary>All that clients have said, but for the mails.</summary>
    public ConcurrentQueue<string> Said { get; } = [];

    private IReadOnlyList<string> Extensions { get; }

    /// <summary>Answers the next times that a step is taken with these; afterwards all is well again.</summary>
    public ScriptedSmtp Answering(string step, params string[] answers)
    {
        _answers[step] = new Queue<string>(answers);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_sessions);
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                _sessions.Add(ServeAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1);
                await ConverseAsync(reader, stream);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
            {
                // The client hung up, or the test is over.
            }
        }
    }

    private async Task ConverseAsync(StreamReader reader, NetworkStream stream)
    {
        var goesOn = await AnswerAsync("CONNECT", "220 scripted", stream);
        while (goesOn && await reader.ReadLineAsync(_end.Token) is { } line)
        {
            Said.Enqueue(line);
            var verb = line.Split(' ')[0].ToUpperInvariant();
            goesOn = verb switch
            {
                "EHLO" => await AnswerAsync(verb, Hello(), stream),
                "DATA" => await AnswerAsync(verb, "354 go on", stream) && await TakeAsync(reader, stream),
                "AUTH" => await AnswerAsync(verb, "235 welcome", stream),
                "QUIT" => await AnswerAsync(verb, "221 bye", stream) && false,
                _ => await AnswerAsync(verb, "250 ok", stream),
            };
        }
    }

    private string Hello() =>
        string.Join("\r\n", Extensions.Select(e => $"250-{e}").Append("250 8BITMIME").Prepend("250-scripted"));

    private async Task<bool> TakeAsync(StreamReader reader, NetworkStream stream)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            if (line == ".")
            {
                Arrived.Enqueue(mail.ToString());
                return await AnswerAsync(".", "250 taken", stream);
            }

            mail.Append(line).Append("\r\n");
        }

        return false;
    }

    private async Task<bool> AnswerAsync(string step, string usual, NetworkStream stream)
    {
        var answer = _answers.TryGetValue(step, out var next) && next.TryDequeue(out var scripted) ? scripted : usual;
        switch (answer)
        {
            case Drop:
                return false;
            case Silence:
                await Task.Delay(Timeout.Infinite, _end.Token);
                return false;
            default:
                await stream.WriteAsync(Encoding.Latin1.GetBytes($"{answer}\r\n"), _end.Token);
                return step != "DATA" || answer.StartsWith("354", StringComparison.Ordinal);
        }
    }
}
