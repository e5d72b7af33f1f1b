using System.Text.RegularExpressions;

namespace RiskRegister.Local.Cosmos.Query;

/// <summary>Cuts query text into tokens: words, numbers, texts in quotes, <c>@parameters</c> and symbols. Their first character tells them apart.</summary>
internal static partial class Tokenizer
{
    /// <summary>What follows the last token.</summary>
    public const string End = "the end";

    /// <exception cref="CosmosFailureException">400: a character that starts no token.</exception>
    public static List<string> Read(string text)
    {
        var tokens = new List<string>();
        for (var at = 0; at < text.Length; )
        {
            var match = Pattern.Match(text, at);
            if (!match.Success)
            {
                throw CosmosFailureException.BadRequest($"Syntax error, invalid token '{text[at]}' at position {at} (SC1001).");
            }

            at += match.Length;
            if (match.Groups["token"].Success)
            {
                tokens.Add(match.Value);
            }
        }

        tokens.Add(End);
        return tokens;
    }

    /// <summary>The text that a token in quotes stands for.</summary>
    public static string Unquote(string quoted) =>
        Escape.Replace(
            quoted[1..^1],
            match =>
                match.Value[1] switch
                {
                    'n' => "\n",
                    'r' => "\r",
                    't' => "\t",
                    'b' => "\b",
                    'f' => "\f",
                    'u' => ((char)Convert.ToUInt16(match.Value[2..], 16)).ToString(),
                    var other => other.ToString(),
                }
        );

    [GeneratedRegex(
        """
            \G(?:\s+|--[^\n]*|(?<token>[\p{L}_][\p{L}\p{N}_]*|@\w+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|<>|!=|<=|>=|\|\||\?\?|[-+*/%=<>(),.\[\]{}:?]))
            """,
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Pattern { get; }

    [GeneratedRegex(@"\\(u[0-9a-fA-F]{4}|.)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escape { get; }
}
