using System.Text.RegularExpressions;
using RiskRegister.Criteria.Clauses;
using RiskRegister.Tests.EndToEnd;
using Xunit;

namespace RiskRegister.Tests.Criteria;

public sealed partial class ClausesTests
{
    private static readonly string[] Folders = ["functions", "templates"];

    public static TheoryData<int> Editions => [2015, 2026];

    [Theory]
    [MemberData(nameof(Editions))]
    public void Every_part_of_the_register_answers_a_clause_of_each_edition(int edition)
    {
        var answered = Clause.OfEdition(edition).SelectMany(clause => clause.Parts).Distinct();

        Assert.Equal(Enum.GetValues<RegisterPart>().Order(), answered.Order());
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public void Every_clause_that_code_and_pages_refer_to_is_there(int edition)
    {
        var numbers = Clause.OfEdition(edition).Select(clause => clause.Number).ToList();
        var referred = Folders
            .SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(RunningApp.Root, folder), "*", SearchOption.AllDirectories)
            )
            .Where(file => Path.GetExtension(file) is ".cs" or ".html" or ".txt" && !Built().IsMatch(file))
            .SelectMany(file => Reference().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["clause"].Value)
            .Distinct()
            .ToList();

        Assert.Contains("4.1", referred);
        Assert.Empty(referred.Except(numbers));
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public void Clauses_are_told_once_and_in_order(int edition)
    {
        var clauses = Clause.OfEdition(edition);

        Assert.Equal(clauses.OrderBy(c => Version.Parse(c.Number)), clauses);
        Assert.Distinct(clauses.Select(c => c.Number));
        Assert.All(clauses, c => Assert.True(c.Title.Length > 0 && c.Answer.EndsWith('.') && c.Parts.Count > 0));
    }

    [Fact]
    public void The_edition_of_2026_has_risks_and_opportunities_apart()
    {
        Assert.Single(
            Clause.OfEdition(2015),
            c => c.Parts.Contains(RegisterPart.Risks) && c.Parts.Contains(RegisterPart.Opportunities)
        );
        Assert.Contains(Clause.OfEdition(2026), c => c is { Number: "6.1.2" } && c.Parts.Contains(RegisterPart.Risks));
        Assert.Contains(Clause.OfEdition(2026), c => c is { Number: "6.1.3" } && c.Parts.Contains(RegisterPart.Opportunities));
        Assert.DoesNotContain(Clause.OfEdition(2015), c => c is { Number: "6.1.3" });
    }

    /// <summary>A clause in brackets, such as (4.1).</summary>
    [GeneratedRegex("\\((?<clause>([4-9]|10)\\.[0-9](\\.[0-9])?)\\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex("[/\\\\](bin|obj)[/\\\\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Built();
}
