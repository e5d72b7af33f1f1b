using System.Text.RegularExpressions;
using Xunit;

namespace RiskRegister.Tests.Local;

/// <summary>The embedded Azure stays small: what grows has to be weighed against what it is for (docs/adr/0015).</summary>
public sealed partial class SizeTests
{
    private const int MostLinesOfAFile = 300;
    private const int MostLinesOfCode = 5_300;

    private static readonly List<string> Files =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(Repository(), "local"), "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            ),
    ];

    [Fact]
    public void No_file_of_the_embedded_Azure_is_longer_than_a_reader_can_hold()
    {
        Assert.NotEmpty(Files);
        Assert.DoesNotContain(Files, file => File.ReadLines(file).Count() > MostLinesOfAFile);
    }

    [Fact]
    public void The_code_of_the_embedded_Azure_stays_within_its_limit() =>
        Assert.InRange(Files.SelectMany(File.ReadLines).Count(line => !NoCode.IsMatch(line)), 1, MostLinesOfCode);

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RiskRegister.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        }

        return folder.FullName;
    }

    /// <summary>Blank lines, comments, lines of brackets alone, and usings.</summary>
    [GeneratedRegex(@"^\s*(//.*|[\]\[{}();,]*|using .*;)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NoCode { get; }
}
