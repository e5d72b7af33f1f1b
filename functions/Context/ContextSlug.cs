using System.Globalization;
using System.Text;

namespace RiskRegister.Context;

/// <summary>Makes ids of names: small letters, digits and hyphens, so that addresses stay readable.</summary>
public static class ContextSlug
{
    private const int Most = 60;

    /// <summary>The slug for a new item called <paramref name="name"/>: the first one that no item of its kind has.</summary>
    public static string For(ContextKind kind, string name, IEnumerable<ContextItem> items)
    {
        var taken = items.Where(item => item.Kind == kind).Select(item => item.Slug).ToHashSet(StringComparer.Ordinal);
        var slug = Of(name);
        return Enumerable.Range(2, taken.Count + 1).Select(n => $"{slug}-{n}").Prepend(slug).First(free => !taken.Contains(free));
    }

    /// <summary>Whether an item can have this slug.</summary>
    public static bool IsValid(string slug) =>
        slug.Length is > 0 and <= Most + 6 && slug.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>Letters lose their accents; what is no letter of the Latin alphabet and no digit becomes a hyphen.</summary>
    private static string Of(string name)
    {
        var slug = new StringBuilder();
        foreach (var rune in name.EnumerateRunes().SelectMany(r => r.ToString().Normalize(NormalizationForm.FormD)))
        {
            if (char.IsAsciiLetterOrDigit(rune))
            {
                slug.Append(char.ToLowerInvariant(rune));
            }
            else if (char.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString(0, Math.Min(slug.Length, Most)).Trim('-');
        return text.Length > 0 ? text : "item";
    }
}
