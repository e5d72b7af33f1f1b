using RiskRegister.Entries;
using RiskRegister.Web.Rendering;

namespace RiskRegister.Web;

/// <summary>One of the values that a select, radios or checkboxes offer.</summary>
/// <param name="Value">What the form posts.</param>
/// <param name="Text">What the person reads.</param>
/// <param name="Hint">What it means; null for nothing to add.</param>
public sealed record Choice(string Value, string Text, string? Hint = null)
{
    /// <summary>Names that stand for themselves.</summary>
    public static IReadOnlyList<Choice> Of(IEnumerable<string> names) => [.. names.Select(name => new Choice(name, name))];

    /// <summary>Words of the domain, such as <c>review-due</c>.</summary>
    public static IReadOnlyList<Choice> OfWords(IEnumerable<string> words) =>
        [.. words.Select(word => new Choice(word, PlainText.Words(word)))];

    /// <summary>All values of an enumeration.</summary>
    public static IReadOnlyList<Choice> OfAll<T>()
        where T : struct, Enum => OfWords(Enum.GetValues<T>().Select(value => Words.Of(value)));

    /// <summary>People, by their addresses.</summary>
    public static IReadOnlyList<Choice> Of(IEnumerable<(string Email, string Name)> people) =>
        [.. people.Select(person => new Choice(person.Email, person.Name))];
}
