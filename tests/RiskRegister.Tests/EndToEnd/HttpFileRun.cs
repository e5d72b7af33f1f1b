using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace RiskRegister.Tests.EndToEnd;

/// <summary>A request as it was sent, and what was answered.</summary>
/// <param name="Request">The request as the file has it.</param>
/// <param name="Address">Where it was sent.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Sent">Its body.</param>
/// <param name="Answer">The answer.</param>
public sealed record Exchange(
    HttpFileRequest Request,
    Uri Address,
    IReadOnlyList<(string Name, string Value)> Headers,
    string Sent,
    HttpAnswer Answer
);

/// <summary>An answer with its headers.</summary>
public sealed record HttpAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Text)
{
    /// <summary>The body as JSON; null when it is none.</summary>
    public JsonNode? Json { get; } =
        Headers.GetValueOrDefault("Content-Type")?.Contains("json", StringComparison.Ordinal) == true
            ? JsonNode.Parse(Text)
            : null;
}

/// <summary>Sends the requests of a file, one after the other, as a person would who runs it from top to bottom.</summary>
public sealed partial class HttpFileRun(RunningApp app, HttpFile file)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly List<Exchange> _exchanges = [];
    private readonly Dictionary<string, (HttpFileRequest Request, HttpAnswer Answer)> _named = new(StringComparer.Ordinal);

    /// <summary>All requests with their answers.</summary>
    public async Task<IReadOnlyList<Exchange>> SendAllAsync()
    {
        foreach (var request in file.Requests)
        {
            await WaitForAsync(request);
            await SendAsync(request);
        }

        return _exchanges;
    }

    /// <summary>What a request refers to may come about a little later, such as the first mail: then ask again, as a person would.</summary>
    private async Task WaitForAsync(HttpFileRequest request)
    {
        foreach (Match value in OfAnswer().Matches($"{request.Url} {request.Body}"))
        {
            var (asked, answer) = _named[value.Groups["name"].Value];
            var clock = Stopwatch.StartNew();
            while (asked.Verb == "GET" && At(answer, value) is null && clock.Elapsed < Patience)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
                answer = await SendAsync(asked);
            }
        }
    }

    private async Task<HttpAnswer> SendAsync(HttpFileRequest request)
    {
        var (address, body) = (new Uri(Fill(request.Url)), Fill(request.Body));
        var headers = request.Headers.Select(h => (h.Name, Fill(h.Value))).ToList();
        var isForm = headers.Any(h => h.Item2.StartsWith("multipart/", StringComparison.Ordinal));
        body = isForm ? body.ReplaceLineEndings("\r\n") + "\r\n" : body;
        var answer = await SendAsync(app, request.Verb, address, headers, body);
        _exchanges.Add(new Exchange(request, address, headers, body, answer));
        if (request.Name is not null)
        {
            _named[request.Name] = (request, answer);
        }

        return answer;
    }

    /// <summary>Sends a request as it is.</summary>
    public static async Task<HttpAnswer> SendAsync(
        RunningApp app,
        string verb,
        Uri address,
        IEnumerable<(string Name, string Value)> headers,
        string body
    )
    {
        using var client = app.As(null);
        using var message = new HttpRequestMessage(new HttpMethod(verb), address);
        message.Content = body.Length > 0 ? new ByteArrayContent(Encoding.UTF8.GetBytes(body)) : null;
        foreach (var (name, value) in headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await client.SendAsync(message, TestContext.Current.CancellationToken);
        return new HttpAnswer(
            (int)response.StatusCode,
            response
                .Headers.Concat(response.Content.Headers)
                .ToDictionary(h => h.Key, h => h.Value.First(), StringComparer.OrdinalIgnoreCase),
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
    }

    private string Fill(string text) => Reference().Replace(text, reference => Fill(ValueOf(reference.Groups["what"].Value)));

    private string ValueOf(string what) =>
        what == "host" ? app.Address.ToString().TrimEnd('/')
        : what == "$timestamp" ? TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)
        : file.Variables.TryGetValue(what, out var value) ? value
        : OfAnswer().Match($"{{{{{what}}}}}") is { Success: true } match
        && _named.TryGetValue(match.Groups["name"].Value, out var named)
            ? At(named.Answer, match) ?? throw new InvalidOperationException($"{what} is not in the answer {named.Answer.Text}")
        : throw new InvalidOperationException($"Nothing has the name {what}.");

    private static string? At(HttpAnswer answer, Match value) =>
        value.Groups["header"] is { Success: true } header
            ? answer.Headers.GetValueOrDefault(header.Value)
            : PathStep()
                .Matches(value.Groups["path"].Value)
                .Aggregate(
                    answer.Json,
                    (node, step) =>
                        node is JsonArray array && step.Groups["index"].Success
                            ? array.ElementAtOrDefault(int.Parse(step.Groups["index"].Value, CultureInfo.InvariantCulture))
                            : (node as JsonObject)?[step.Groups["field"].Value]
                )
                ?.ToString();

    [GeneratedRegex(@"\{\{(?<what>[^}]+)\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex(
        @"\{\{(?<name>\w+)\.response\.(headers\.(?<header>[\w-]+)|body\.\$(?<path>[^}]*))\}\}",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex OfAnswer();

    [GeneratedRegex(@"\.(?<field>\w+)|\[(?<index>\d+)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathStep();
}
