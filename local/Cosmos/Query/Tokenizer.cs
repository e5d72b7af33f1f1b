using System.Text.RegularExpressions;

namespace RiskRegister.Local.Cosmos.Query;

internal enum TokenKind
{
    Word,
    Parameter,
    Number,
    Text,
    Symbol,
    End,
}

/// <summary>A piece of query text; <paramref name="Text"/> is unescaped for <see cref="TokenKind.Text"/>.</summary>
internal readonly record struct Token(TokenKind Kind, string Text)
{
    public bool Is(string wordOrSymbol) =>
        Kind is TokenKind.Word or TokenKind.Symbol && Text.Equals(wordOrSymbol, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Cuts query text into tokens.</summary>
internal static partial class Tokenizer
{
    /// <exception cref="CosmosFailureException">400: a character that starts no token.</exception>
    public static List<Token> Read(string text)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length; )
        {
            var match = Pattern.Match(text, at);
            if (!match.Success)
            {
                throw CosmosFailureException.BadRequest($"Syntax error, invalid token '{text[at]}' at position {at} (SC1001).");
            }

            at += match.Length;
            if (Kind(match) is { } kind)
            {
                tokens.Add(new(kind, kind == TokenKind.Text ? Unquote(match.Value) : match.Value));
            }
        }

        tokens.Add(new(TokenKind.End, "the end"));
        return tokens;
    }

    private static TokenKind? Kind(Match match) =>
        match.Groups["word"].Success ? TokenKind.Word
        : match.Groups["parameter"].Success ? TokenKind.Parameter
        : match.Groups["number"].Success ? TokenKind.Number
        : match.Groups["text"].Success ? TokenKind.Text
        : match.Groups["symbol"].Success ? TokenKind.Symbol
        : null;

    private static string Unquote(string quoted) =>
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
            \G(?:\s+|--[^\n]*|(?<word>[\p{L}_][\p{L}\p{N}_]*)|(?<parameter>@\w+)|(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|(?<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?<symbol><>|!=|<=|>=|\|\||\?\?|[-+*/%=<>(),.\[\]{}:?]))
            """,
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Pattern { get; }

    [GeneratedRegex(@"\\(u[0-9a-fA-F]{4}|.)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escape { get; }
}
