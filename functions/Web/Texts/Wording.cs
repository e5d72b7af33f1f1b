using System.Collections;
using System.Globalization;
using System.Resources;

namespace RiskRegister.Web.Texts;

/// <summary>
/// All texts of one language, from the resource files Texts.resx (English) and Texts.fr.resx (French). A text may have forms for numbers:
/// <c>digest.items.one</c> and <c>digest.items.other</c> are the forms of <c>digest.items</c>, chosen by the value <c>count</c>.
/// </summary>
public sealed class Wording
{
    /// <summary>The language of who has chosen none.</summary>
    public const string Default = "en";

    private const string CountName = "count";

    private static readonly ResourceManager Resources = new("RiskRegister.Web.Texts.Texts", typeof(Wording).Assembly);
    private static readonly Dictionary<string, Wording> All = new[] { new Wording("en"), new Wording("fr") }.ToDictionary(
        wording => wording._language,
        StringComparer.Ordinal
    );

    private readonly string _language;
    private readonly Dictionary<string, Phrase> _phrases;

    private Wording(string language)
    {
        _language = language;
        var culture = CultureInfo.GetCultureInfo(language);
        _phrases = Entries(CultureInfo.InvariantCulture)
            .ToDictionary(
                text => text.Key,
                text => Phrase.Parse(Resources.GetString(text.Key, culture)!),
                StringComparer.Ordinal
            );
    }

    /// <summary>The languages that there are texts in, by their two letters.</summary>
    public static IReadOnlyCollection<string> Languages => All.Keys;

    /// <summary>The keys of the texts.</summary>
    public IReadOnlyCollection<string> Keys => _phrases.Keys;

    /// <summary>The texts of a culture's language; English where there are none.</summary>
    public static Wording Of(CultureInfo culture) => All.GetValueOrDefault(culture.TwoLetterISOLanguageName) ?? All[Default];

    /// <summary>The texts that a resource file itself has, without those of the language that it falls back to.</summary>
    public static IReadOnlyDictionary<string, string> Own(string language) =>
        Entries(language == Default ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language));

    /// <summary>A text with its values in place.</summary>
    /// <param name="key">Its key, such as <c>digest.title</c>.</param>
    /// <param name="values">Each value by its name.</param>
    /// <param name="written">How a value is written: days, numbers, texts.</param>
    /// <exception cref="KeyNotFoundException">There is no such text, or a value that it needs was not given.</exception>
    public string Text(string key, IReadOnlyDictionary<string, object?> values, Func<object?, string> written)
    {
        var phrase =
            _phrases.GetValueOrDefault(key)
            ?? FormFor(key, values)
            ?? throw new KeyNotFoundException($"There is no text `{key}`");
        return phrase.Fill(name =>
            values.TryGetValue(name, out var value)
                ? written(value)
                : throw new KeyNotFoundException($"The text `{key}` needs a value `{name}`")
        );
    }

    private Phrase? FormFor(string key, IReadOnlyDictionary<string, object?> values)
    {
        if (!values.TryGetValue(CountName, out var count))
        {
            return null;
        }

        var form = Plurals.FormOf(_language, Convert.ToInt64(count, CultureInfo.InvariantCulture));
        return _phrases.GetValueOrDefault($"{key}.{form}") ?? _phrases.GetValueOrDefault($"{key}.{Plurals.Other}");
    }

    private static Dictionary<string, string> Entries(CultureInfo culture) =>
        Resources
            .GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
}
