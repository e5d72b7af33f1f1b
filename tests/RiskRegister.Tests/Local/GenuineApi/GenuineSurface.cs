using System.Reflection;

namespace RiskRegister.Tests.Local.GenuineApi;

/// <summary>The public and protected surface of the genuine packages, as listed in the files beside.</summary>
public static class GenuineSurface
{
    private static readonly HashSet<string> Lines = ReadLines();

    private static readonly Dictionary<string, HashSet<string>> BasesByType = Lines
        .Where(IsTypeLine)
        .Select(SplitBases)
        .ToDictionary(split => split.Type, split => split.Bases, StringComparer.Ordinal);

    /// <summary>What <paramref name="type"/> declares otherwise than the genuine type, each with the nearest genuine line.</summary>
    public static IEnumerable<string> Differences(Type type)
    {
        var line = ApiFormatter.TypeLine(type);
        if (!BasesByType.TryGetValue(line, out var bases))
        {
            yield return Difference(line);
            yield break;
        }

        foreach (var missing in ApiFormatter.Bases(type).Where(name => !bases.Contains(name)))
        {
            yield return Difference($"{line} : {missing}");
        }

        foreach (var member in ApiFormatter.MemberLines(type).Where(member => !Lines.Contains(member)))
        {
            yield return Difference(member);
        }
    }

    /// <summary>What a class must implement that derives from the genuine type, but not when it derives from <paramref name="type"/>.</summary>
    public static IEnumerable<string> MissingAbstractMembers(Type type)
    {
        var prefix = ApiFormatter.Name(type) + ".";
        return type.IsAbstract
            ? Lines
                .Where(line => line.StartsWith(prefix, StringComparison.Ordinal))
                .Where(line => line.EndsWith(" abstract", StringComparison.Ordinal))
                .Where(line => !line[prefix.Length..].Split('(', ' ')[0].Contains('.', StringComparison.Ordinal))
                .Except(ApiFormatter.MemberLines(type))
            : [];
    }

    private static string Difference(string line) =>
        $"{line}\n    nearest: {Lines.MaxBy(genuine => CommonPrefix(genuine, line)) ?? "none"}";

    private static int CommonPrefix(string a, string b) => a.AsSpan().CommonPrefixLength(b);

    private static bool IsTypeLine(string line) => char.IsAsciiLetterLower(line[0]);

    private static (string Type, HashSet<string> Bases) SplitBases(string line)
    {
        var colon = line.StartsWith("delegate ", StringComparison.Ordinal) ? -1 : line.IndexOf(" : ", StringComparison.Ordinal);
        return colon < 0
            ? (line, [])
            : (line[..colon], SplitOutsideBrackets(line[(colon + 3)..]).ToHashSet(StringComparer.Ordinal));
    }

    private static IEnumerable<string> SplitOutsideBrackets(string list)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < list.Length; i++)
        {
            depth += list[i] switch
            {
                '<' => 1,
                '>' => -1,
                _ => 0,
            };
            if (list[i] == ',' && depth == 0)
            {
                yield return list[start..i];
                start = i + 2;
            }
        }

        yield return list[start..];
    }

    private static HashSet<string> ReadLines()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.EndsWith(".txt", StringComparison.Ordinal))
            .SelectMany(name => ReadLines(assembly.GetManifestResourceStream(name)!))
            .ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<string> ReadLines(Stream stream)
    {
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
