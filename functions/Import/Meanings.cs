using System.Collections.Concurrent;
using System.Text.Json;

namespace RiskRegister.Import;

/// <summary>What the words of a cell mean, for columns with few answers.</summary>
internal sealed class Meanings
{
    private readonly Dictionary<string, string> _byPhrase = [];
    private readonly ConcurrentDictionary<(string Text, int Most), IReadOnlyList<(string Meaning, int At, int Length)>> _found =
        new();
    private readonly int _longest;

    /// <param name="byMeaning">Meaning to language to phrases; of two languages that disagree the first wins.</param>
    public Meanings(JsonElement byMeaning)
    {
        var phrases = byMeaning
            .EnumerateObject()
            .SelectMany(m =>
                m.Value.EnumerateObject()
                    .SelectMany(
                        (l, order) =>
                            l.Value.EnumerateArray().Select(p => (Order: order, Phrase: p.GetString()!, Meaning: m.Name))
                    )
            );
        foreach (var (_, phrase, meaning) in phrases.OrderBy(p => p.Order))
        {
            _byPhrase.TryAdd(Words.Key(phrase), meaning);
        }

        _longest = _byPhrase.Keys.Max(k => k.Count(' ') + 1);
    }

    /// <summary>The meaning of exactly these words, or null.</summary>
    public string? Exactly(string text) => _byPhrase.GetValueOrDefault(Words.Key(text));

    /// <summary>The meaning of the longest known phrase in a short text, or null; single letters count only alone.</summary>
    /// <param name="text">A cell.</param>
    /// <param name="most">A text of more words is prose and means nothing here.</param>
    public string? Within(string text, int most = 6) => Found(text, most).Select(f => f.Meaning).FirstOrDefault();

    /// <summary>The known phrases of a short text, the longest first, none of them within another.</summary>
    public IReadOnlyList<(string Meaning, int At, int Length)> Found(string text, int most = 6)
    {
        if (text.Length > 100)
        {
            return [];
        }

        // Cells with few answers repeat; a flood of other ones must not fill the memory.
        if (!_found.TryGetValue((text, most), out var found))
        {
            found = Find((text, most));
            if (_found.Count < 20_000)
            {
                _found[(text, most)] = found;
            }
        }

        return found;
    }

    private List<(string Meaning, int At, int Length)> Find((string Text, int Most) cell)
    {
        var (text, most) = cell;
        var words = Words.Of(text);
        if (words.Length == 0 || words.Length > most)
        {
            return [];
        }

        if (_byPhrase.TryGetValue(string.Join(' ', words), out var whole))
        {
            return [(whole, 0, words.Length)];
        }

        var found = new List<(string Meaning, int At, int Length)>();
        for (var length = Math.Min(_longest, words.Length); length > 0; length--)
        {
            for (var at = 0; at + length <= words.Length; at++)
            {
                var phrase = string.Join(' ', words[at..(at + length)]);
                if (
                    phrase.Length > 1
                    && !found.Exists(f => at < f.At + f.Length && f.At < at + length)
                    && _byPhrase.TryGetValue(phrase, out var meaning)
                )
                {
                    found.Add((meaning, at, length));
                }
            }
        }

        return found;
    }
}
