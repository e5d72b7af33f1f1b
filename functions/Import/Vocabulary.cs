using System.Text.Json;

namespace RiskRegister.Import;

/// <summary>The words of vocabulary.json, ready for matching.</summary>
internal sealed class Vocabulary
{
    private static readonly Lazy<Vocabulary> Shipped = new(Load);

    private Vocabulary(JsonElement root)
    {
        Fields = ByMeaning(root.GetProperty("fields"));
        Ratings = ByMeaning(root.GetProperty("ratings"));
        Stages = ByMeaning(root.GetProperty("stages"));
        Scale = new Meanings(root.GetProperty("scale"));
        Status = new Meanings(root.GetProperty("status"));
        Kind = new Meanings(root.GetProperty("kind"));
        Response = new Meanings(root.GetProperty("response"));
        Months = [.. root.GetProperty("months").EnumerateObject().Select(m => Phrases(m.Value))];
        Noise = new WordSet(root.GetProperty("noise"));
        RatingNoise = new WordSet(root.GetProperty("ratingNoise"));
        Qualifiers = new WordSet(root.GetProperty("qualifiers"));
        Nulls = Keys(root.GetProperty("nulls"));
        OpenEnded = Keys(root.GetProperty("openEnded"));
        Flags = Keys(root.GetProperty("flags"));
        Amounts = new WordSet(root.GetProperty("amounts"));
        Totals = Keys(root.GetProperty("totals"));
        Instructions = Phrases(root.GetProperty("instructions"));
    }

    /// <summary>The one instance.</summary>
    public static Vocabulary Words => Shipped.Value;

    /// <summary>Header phrases by field, "none" for columns that are recognised as no field.</summary>
    public IReadOnlyDictionary<string, Phrase[]> Fields { get; }

    /// <summary>Header phrases by dimension of a rating.</summary>
    public IReadOnlyDictionary<string, Phrase[]> Ratings { get; }

    /// <summary>Header phrases by stage of a rating.</summary>
    public IReadOnlyDictionary<string, Phrase[]> Stages { get; }

    /// <summary>Words of rating cells by step of five, "1" to "5".</summary>
    public Meanings Scale { get; }

    /// <summary>Words of status cells: open, draft, closed.</summary>
    public Meanings Status { get; }

    /// <summary>Words of type cells: risk, opportunity, assumption, ...</summary>
    public Meanings Kind { get; }

    /// <summary>Words of response cells by response; "reduce" where likelihood and consequence are not told apart.</summary>
    public Meanings Response { get; }

    /// <summary>Names of the months, January first.</summary>
    public Phrase[][] Months { get; }

    /// <summary>Words that don't change what a header means.</summary>
    public WordSet Noise { get; }

    /// <summary>The same for headers of ratings.</summary>
    public WordSet RatingNoise { get; }

    /// <summary>Words that make another thing of a header: "likelihood rationale" is no likelihood.</summary>
    public WordSet Qualifiers { get; }

    /// <summary>Texts that stand for nothing.</summary>
    public HashSet<string> Nulls { get; }

    /// <summary>Texts that stand for no particular date.</summary>
    public HashSet<string> OpenEnded { get; }

    /// <summary>Yes and no.</summary>
    public HashSet<string> Flags { get; }

    /// <summary>Words of headers of amounts that a risk costs; what costs less than nothing is an opportunity.</summary>
    public WordSet Amounts { get; }

    /// <summary>Texts that begin a row below the table.</summary>
    public HashSet<string> Totals { get; }

    /// <summary>Words that begin a help text.</summary>
    public Phrase[] Instructions { get; }

    private static Vocabulary Load()
    {
        using var file = typeof(Vocabulary).Assembly.GetManifestResourceStream("RiskRegister.Import.vocabulary.json")!;
        using var document = JsonDocument.Parse(file);
        return new Vocabulary(document.RootElement);
    }

    private static Dictionary<string, Phrase[]> ByMeaning(JsonElement byMeaning) =>
        byMeaning
            .EnumerateObject()
            .ToDictionary(m => m.Name, m => m.Value.EnumerateObject().SelectMany(l => Phrases(l.Value)).ToArray());

    private static Phrase[] Phrases(JsonElement words) => [.. words.EnumerateArray().Select(w => new Phrase(w.GetString()!))];

    private static HashSet<string> Keys(JsonElement words) =>
        [.. words.EnumerateArray().Select(w => Import.Words.Key(w.GetString()!))];
}

/// <summary>One or more words of a header, the last letters of which may be left open with a star.</summary>
internal sealed class Phrase
{
    private readonly (string Word, bool Open)[] _words;

    public Phrase(string text) =>
        _words = [
            .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(p => Words.Of(p).Select(w => (w, p[^1] == '*'))),
        ];

    /// <summary>Number of words.</summary>
    public int Length => _words.Length;

    /// <summary>True where the words are these and no others.</summary>
    public bool Is(ReadOnlySpan<string> words) => words.Length == _words.Length && IsAt(words, 0);

    /// <summary>The place at which the phrase begins in the words, or -1.</summary>
    public int In(ReadOnlySpan<string> words)
    {
        for (var start = 0; start + _words.Length <= words.Length; start++)
        {
            if (IsAt(words, start))
            {
                return start;
            }
        }

        return -1;
    }

    /// <summary>The rest of a word that has the phrase within, in scripts without spaces; null where it has not.</summary>
    public string? Without(string word) =>
        _words.Length == 1
        && Words.IsUnspaced(_words[0].Word)
        && word.Length > _words[0].Word.Length
        && word.Contains(_words[0].Word, StringComparison.Ordinal)
            ? word.Replace(_words[0].Word, "", StringComparison.Ordinal)
            : null;

    private bool IsAt(ReadOnlySpan<string> words, int start)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            var (word, open) = _words[i];
            if (open ? !words[start + i].StartsWith(word, StringComparison.Ordinal) : words[start + i] != word)
            {
                return false;
            }
        }

        return _words.Length > 0;
    }
}

/// <summary>Single words, some with an open end.</summary>
internal sealed class WordSet
{
    private readonly HashSet<string> _words = [];
    private readonly List<string> _beginnings = [];

    public WordSet(JsonElement words)
    {
        foreach (var text in words.EnumerateArray().Select(w => w.GetString()!))
        {
            foreach (var word in Words.Of(text))
            {
                _ = text[^1] == '*' ? Add(word) : _words.Add(word);
            }
        }
    }

    /// <summary>True for a word of the set.</summary>
    public bool Has(string word) =>
        _words.Contains(word) || _beginnings.Exists(b => word.StartsWith(b, StringComparison.Ordinal));

    private bool Add(string beginning)
    {
        _beginnings.Add(beginning);
        return true;
    }
}
