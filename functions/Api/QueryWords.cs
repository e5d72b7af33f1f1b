using Microsoft.AspNetCore.Http;
using RiskRegister.Entries;
using RiskRegister.Register;

namespace RiskRegister.Api;

/// <summary>Reads filters from an address, and refuses words that nothing can have.</summary>
public static class QueryWords
{
    /// <summary>A text; null when it is not there.</summary>
    public static string? Text(IQueryCollection query, string name) => ((string?)query[name]).OrNull();

    /// <summary>The word of a value; null when it is not there.</summary>
    /// <exception cref="RefusedException">It is none of the words of <typeparamref name="T"/>.</exception>
    public static string? Of<T>(IQueryCollection query, string name)
        where T : struct, Enum => OneOf(query, name, [.. Enum.GetValues<T>().Select(Words.Of)]);

    /// <summary>true or false; null when it is not there.</summary>
    /// <exception cref="RefusedException">It is neither.</exception>
    public static bool? Flag(IQueryCollection query, string name) =>
        OneOf(query, name, ["true", "false"]) is { } word ? word == "true" : null;

    /// <summary>One of some words; null when it is not there.</summary>
    /// <exception cref="RefusedException">It is another one.</exception>
    public static string? OneOf(IQueryCollection query, string name, IReadOnlyCollection<string> allowed)
    {
        var text = Text(query, name);
        return text is null || allowed.Contains(text)
            ? text
            : throw RefusedException.Because(name, "unknown-word", $"Use one of: {string.Join(", ", allowed)}.");
    }
}
