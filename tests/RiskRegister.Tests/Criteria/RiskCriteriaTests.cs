using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Tests.Entries;
using Xunit;

namespace RiskRegister.Tests.Criteria;

public sealed class RiskCriteriaTests
{
    private static readonly RiskCriteria Default = States.Settings.Criteria;

    [Theory]
    [InlineData(1, 1, "low")]
    [InlineData(1, 5, "medium")]
    [InlineData(5, 1, "medium")]
    [InlineData(2, 5, "high")]
    [InlineData(5, 2, "high")]
    [InlineData(4, 5, "very-high")]
    [InlineData(5, 5, "very-high")]
    public void The_matrix_gives_a_pair_of_steps_its_level(int first, int second, string level)
    {
        Assert.Equal(level, Rate(Default, EntryKind.Risk, first, second).Level);
        Assert.Equal(level, Rate(Default, EntryKind.Opportunity, first, second).Level);
    }

    [Fact]
    public void Rows_are_steps_of_likelihood_and_columns_steps_of_consequence()
    {
        var lopsided = Default with
        {
            Matrix =
            [
                ["low", "high"],
                ["medium", "very-high"],
            ],
        };

        Assert.Equal("high", Rate(lopsided, EntryKind.Risk, 1, 2).Level);
        Assert.Equal("medium", Rate(lopsided, EntryKind.Risk, 2, 1).Level);
    }

    [Fact]
    public void Ranks_count_from_the_lowest_level_and_an_unknown_level_has_none()
    {
        Assert.Equal([1, 2, 3, 4], Default.Levels.Select(l => Default.RankOf(l.Id)));
        Assert.Equal((1, 0), (Default.RankOf("low"), Default.RankOf("extreme")));
    }

    [Fact]
    public void A_rating_stays_what_it_was_when_the_criteria_change()
    {
        var milder = Default with { Version = 2, Matrix = [.. Default.Matrix.Select(row => row.Select(_ => "low").ToList())] };
        var entry = States.AnOpenRisk.After(States.Rated(RatingStage.Current, 5, 5));

        var settings = States.Settings with { Criteria = milder };

        Assert.Equal(("very-high", 4, 1), Read(entry.Current!));
        Assert.Equal(("low", 1, 2), Read(Rate(milder, EntryKind.Risk, 5, 5)));
        Assert.Equal([Standing.OutsideAppetite, Standing.NeedsRerating], Standing.Of(entry, settings, States.Today));
    }

    [Fact]
    public void An_entry_whose_level_the_criteria_do_not_know_any_more_is_reviewed_as_often_as_the_highest()
    {
        var rating = Rate(Default, EntryKind.Risk, 1, 1) with { Level = "extreme" };

        Assert.Null(Default.LevelOf(rating));
        Assert.Equal(States.Today.AddDays(30), States.Settings.NextReview(rating, States.Today));
    }

    private static (string Level, int Rank, int Version) Read(Rating r) => (r.Level, r.Rank, r.CriteriaVersion);

    private static Rating Rate(RiskCriteria criteria, EntryKind kind, int first, int second) =>
        criteria.Rate(kind, first, second, "Because", States.Now, States.Actor);
}
