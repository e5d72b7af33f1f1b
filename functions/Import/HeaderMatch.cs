using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace RiskRegister.Import;

/// <summary>What a header might mean, with a score: 100 is the very word, below <see cref="HeaderMatch.Least"/> is none.</summary>
/// <param name="Field">A field, "none", or for a rating its dimension.</param>
/// <param name="Score">How well it fits.</param>
/// <param name="IsRating">True for a dimension.</param>
internal readonly record struct Meaning(string Field, double Score, bool IsRating);

/// <summary>Matches headers with the vocabulary.</summary>
internal static partial class HeaderMatch
{
    /// <summary>The least score that counts.</summary>
    public const double Least = 35;

    /// <summary>From here on the header is a name of the field and not only mentions it.</summary>
    public const double Sure = 84;

    private const string None = "none";
    private static readonly ConcurrentDictionary<string, IReadOnlyList<Meaning>> Known = new(StringComparer.Ordinal);

    /// <summary>All meanings of a header, the best first.</summary>
    public static IReadOnlyList<Meaning> Of(string header)
    {
        if (header.Length is 0 or > 300)
        {
            return [];
        }

        // Headers repeat from file to file; a flood of unknown ones must not fill the memory.
        if (!Known.TryGetValue(header, out var meanings))
        {
            meanings = Find(header);
            if (Known.Count < 20_000)
            {
                Known[header] = meanings;
            }
        }

        return meanings;
    }

    /// <summary>The stage that a header or the group above it names: inherent, current, residual, target or null.</summary>
    public static string? Stage(string? text)
    {
        var words = Words.Of(text ?? "");
        return (
            from stage in Vocabulary.Words.Stages
            from phrase in stage.Value
            let length = phrase.In(words) >= 0 || words.Any(w => phrase.Without(w) is not null) ? phrase.Length : 0
            where length > 0
            orderby length descending
            select stage.Key
        ).FirstOrDefault();
    }

    /// <summary>True when the header names likelihood and consequence together.</summary>
    public static bool IsPair(string header)
    {
        var words = Words.Of(header);
        return Names(words, Field.Likelihood) && Names(words, Field.Consequence);
    }

    private static bool Names(string[] words, string dimension) =>
        Vocabulary.Words.Ratings[dimension].Any(p => p.In(words) >= 0 || words.Any(w => p.Without(w) is not null));

    private static IReadOnlyList<Meaning> Find(string header)
    {
        var name = Explanation().Replace(header, " ");
        var found = Meanings(header)
            .Concat(name.Trim().Length > 0 && name != header ? Meanings(name).Select(m => m with { Score = m.Score - 2 }) : []);
        var best = Best(found);
        return best.Count > 0 || !header.Contains('\n') ? best : Best(Meanings(header.Split('\n')[0]));
    }

    private static IReadOnlyList<Meaning> Best(IEnumerable<Meaning> found) =>
        [
            .. found
                .Where(m => m.Score >= Least)
                .GroupBy(m => (m.Field, m.IsRating))
                .Select(g => g.MaxBy(m => m.Score))
                .OrderByDescending(m => m.Score),
        ];

    private static IEnumerable<Meaning> Meanings(string header)
    {
        var vocabulary = Vocabulary.Words;
        var words = Words.Of(header);
        var bare = Array.FindAll(words, w => !vocabulary.Noise.Has(w));
        foreach (var (field, phrases) in vocabulary.Fields)
        {
            yield return new Meaning(field, Math.Max(Score(words, phrases, exactOnly: true), Score(bare, phrases) - 6), false);
        }

        foreach (
            var field in Field.All.Where(f =>
                f.Length > 3 && string.Equals(f, header, StringComparison.OrdinalIgnoreCase) && vocabulary.Fields.ContainsKey(f)
            )
        )
        {
            yield return new Meaning(field, 100, false);
        }

        if (IsPair(header))
        {
            yield return new Meaning(Field.Rating, 90, true);
            yield break;
        }

        var rating = RatingWords(header);
        foreach (var (dimension, phrases) in vocabulary.Ratings)
        {
            yield return new Meaning(dimension, Score(rating, phrases) - 3, true);
        }
    }

    // The words that are left of a rating's header without its stage, its scale and what says nothing.
    private static string[] RatingWords(string header)
    {
        var vocabulary = Vocabulary.Words;
        var words = Words.Of(ScaleHint.Remove(header)).ToList();
        foreach (var phrase in vocabulary.Stages.Values.SelectMany(p => p).OrderByDescending(p => p.Length))
        {
            if (phrase.In([.. words]) is >= 0 and var at && words.Count > phrase.Length)
            {
                words.RemoveRange(at, phrase.Length);
            }
        }

        string[] bare = [.. words.Where(w => !vocabulary.Noise.Has(w) && !vocabulary.RatingNoise.Has(w))];
        return bare.Length > 0 ? bare : [.. words];
    }

    private static double Score(string[] words, Phrase[] phrases, bool exactOnly = false)
    {
        double best = 0;
        for (var i = 0; i < phrases.Length && words.Length > 0; i++)
        {
            var score =
                phrases[i].Is(words) ? 100 - (Math.Min(i, 20) * 0.3)
                : exactOnly ? 0
                : Mentions(words, phrases[i]);
            best = Math.Max(best, score);
        }

        return best;
    }

    private static double Mentions(string[] words, Phrase phrase)
    {
        if (words.Length == 1)
        {
            return phrase.Without(words[0]) is { } rest
                ? 75 - (6 * rest.Length) - (Vocabulary.Words.Qualifiers.Has(rest) ? 50 : 0)
                : 0;
        }

        var at = phrase.In(words);
        if (at < 0 || (phrase.Length == 1 && words[at].Length <= 2))
        {
            return 0;
        }

        var others = words.Where((w, i) => i < at || i >= at + phrase.Length).ToList();
        // What a header is about stands first or last in it, whatever the language.
        var amid = at > 0 && at + phrase.Length < words.Length;
        return 50
            + (9 * phrase.Length)
            - (5 * others.Count)
            - (amid ? 15 : 0)
            - (others.Exists(Vocabulary.Words.Qualifiers.Has) ? 50 : 0);
    }

    [GeneratedRegex(
        @"[(\[（【].*?([)\]）】]|$)",
        RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        5_000
    )]
    private static partial Regex Explanation();
}
