using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RiskRegister.Tests.EndToEnd;

/// <summary>One request of an .http file.</summary>
/// <param name="Title">What stands behind ###.</param>
/// <param name="Line">Number of that line.</param>
/// <param name="Name">Name by which later requests refer to its answer; null for none.</param>
/// <param name="Status">The status that the file says it is answered with; null when it says none.</param>
/// <param name="Verb">GET, POST, ...</param>
/// <param name="Url">Address, with variables.</param>
/// <param name="Headers">Headers, with variables.</param>
/// <param name="Body">Body, with variables; empty for none.</param>
public sealed record HttpFileRequest(
    string Title,
    int Line,
    string? Name,
    int? Status,
    string Verb,
    string Url,
    IReadOnlyList<(string Name, string Value)> Headers,
    string Body
);

/// <summary>
/// A file of requests, in the syntax that the REST Client of Visual Studio Code and Visual Studio have in common: ### between requests,
/// variables as <c>@name = value</c>, <c># @name</c>, and values of earlier answers as <c>{{name.response.body.$.path}}</c>.
/// </summary>
public sealed partial class HttpFile
{
    private HttpFile(IReadOnlyDictionary<string, string> variables, IReadOnlyList<HttpFileRequest> requests) =>
        (Variables, Requests) = (variables, requests);

    /// <summary>The variables of the file itself.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; }

    public IReadOnlyList<HttpFileRequest> Requests { get; }

    public static HttpFile Parse(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var variables = lines
            .Select(line => Variable().Match(line))
            .Where(match => match.Success)
            .ToDictionary(
                match => match.Groups["name"].Value,
                match => match.Groups["value"].Value.Trim(),
                StringComparer.Ordinal
            );
        var starts = Enumerable.Range(0, lines.Length).Where(i => lines[i].StartsWith("###", StringComparison.Ordinal)).ToList();
        return new HttpFile(
            variables,
            [.. starts.Zip([.. starts.Skip(1), lines.Length], (start, end) => Request(lines, start, end))]
        );
    }

    private static HttpFileRequest Request(string[] lines, int start, int end)
    {
        var block = lines[(start + 1)..end];
        var comments = block.TakeWhile(line => line.StartsWith('#')).ToList();
        var request = block.Skip(comments.Count).ToList();
        var first = request[0].Split(' ', 2);
        var headers = request.Skip(1).TakeWhile(line => line.Length > 0).Select(line => line.Split(':', 2)).ToList();
        var says = comments.Select(c => Arrow().Match(c)).FirstOrDefault(m => m.Success);
        return new HttpFileRequest(
            lines[start].TrimStart('#').Trim(),
            start + 1,
            comments.Select(c => Named().Match(c)).FirstOrDefault(m => m.Success)?.Groups["name"].Value,
            says is null ? null : int.Parse(says.Groups["status"].Value, CultureInfo.InvariantCulture),
            first[0],
            first[1].Trim(),
            [.. headers.Select(h => (h[0].Trim(), h[1].Trim()))],
            string.Join('\n', request.Skip(headers.Count + 2)).TrimEnd()
        );
    }

    [GeneratedRegex(@"^@(?<name>\w+)\s*=\s*(?<value>.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^#\s*@name\s+(?<name>\w+)\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"^#\s*->\s*(?<status>\d{3})\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Arrow();
}
