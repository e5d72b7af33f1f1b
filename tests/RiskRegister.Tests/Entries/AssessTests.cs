using RiskRegister.Entries;
using RiskRegister.Entries.Assessing;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class AssessTests
{
    private static readonly AssessEntry OfRisk = new()
    {
        Stage = RatingStage.Current,
        Likelihood = 4,
        Consequence = 5,
        Rationale = "As seen last year",
    };

    private static readonly AssessEntry OfOpportunity = new()
    {
        Stage = RatingStage.Current,
        Feasibility = 2,
        Benefit = 1,
        Rationale = "As seen last year",
    };

    [Fact]
    public void A_rating_has_the_level_that_the_matrix_gives()
    {
        var rating = Rate(States.AnOpenRisk, OfRisk).Rating;

        Assert.Equal((4, 5, "very-high", 4), (rating.Likelihood, rating.Consequence, rating.Level, rating.Rank));
        Assert.Equal((States.Now, States.Actor, "As seen last year"), (rating.At, rating.By, rating.Rationale));
    }

    [Fact]
    public void An_opportunity_is_rated_by_feasibility_and_benefit()
    {
        var rating = Rate(States.AnOpenOpportunity, OfOpportunity).Rating;

        Assert.Equal((2, 1, "low"), (rating.Feasibility, rating.Benefit, rating.Level));
        Assert.Equal((null, null), (rating.Likelihood, rating.Consequence));
    }

    [Fact]
    public void A_rating_keeps_the_version_of_the_criteria_it_was_made_by()
    {
        var changed = States.Settings with { Criteria = States.Settings.Criteria with { Version = 7 } };
        var decision = Assess.Decide(OfRisk, States.AnOpenRisk, States.Context with { Settings = changed });

        Assert.Equal(7, Assert.IsType<Assessed>(Assert.Single(decision.Accepted())).Rating.CriteriaVersion);
    }

    [Fact]
    public void Stage_position_and_rationale_are_asked_for_together()
    {
        Assert.Equal(
            ["stage required", "likelihood off-scale", "consequence off-scale", "rationale required"],
            Assess.Decide(new AssessEntry(), States.AnOpenRisk, States.Context).Rules()
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_position_lies_on_the_scales(int step)
    {
        Assert.Equal(
            ["likelihood off-scale"],
            Assess.Decide(OfRisk with { Likelihood = step }, States.AnOpenRisk, States.Context).Rules()
        );
        Assert.Equal(
            ["benefit off-scale"],
            Assess.Decide(OfOpportunity with { Benefit = step }, States.AnOpenOpportunity, States.Context).Rules()
        );
    }

    [Fact]
    public void Steps_of_the_other_kind_are_refused()
    {
        Assert.Equal(
            ["feasibility not-for-this-kind", "benefit not-for-this-kind"],
            Assess.Decide(OfRisk with { Feasibility = 1, Benefit = 1 }, States.AnOpenRisk, States.Context).Rules()
        );
        Assert.Equal(
            ["likelihood not-for-this-kind", "consequence not-for-this-kind"],
            Assess
                .Decide(OfOpportunity with { Likelihood = 1, Consequence = 1 }, States.AnOpenOpportunity, States.Context)
                .Rules()
        );
    }

    [Fact]
    public void A_closed_entry_is_not_rated_any_more()
    {
        Assert.Equal(["entry-is-closed"], Assess.Decide(OfRisk, States.AClosedRisk, States.Context).Rules());
    }

    [Fact]
    public void The_first_rating_that_counts_sets_the_next_review()
    {
        var rated = Rate(States.AnOpenRisk, OfRisk with { Likelihood = 1, Consequence = 1 });
        Assert.Equal(States.Today.AddDays(365), rated.NextReview);
    }

    [Fact]
    public void A_later_rating_never_puts_the_next_review_off()
    {
        Assert.Null(
            Rate(States.ARiskWithACompletedAction, OfRisk with { Likelihood = 1, Consequence = 1, RestsOn = ["A1"] }).NextReview
        );
    }

    [Fact]
    public void A_higher_level_brings_the_next_review_forward()
    {
        var confirmed = States.ARatedRisk.After(
            new Reviewed(ReviewAnswerKind.Confirmed, "Holds", null, States.Today.AddDays(180))
        );

        Assert.Equal(States.Today.AddDays(30), Rate(confirmed, OfRisk).NextReview);
    }

    [Fact]
    public void A_target_does_not_move_the_next_review()
    {
        var confirmed = States.ARatedRisk.After(
            new Reviewed(ReviewAnswerKind.Confirmed, "Holds", null, States.Today.AddDays(180))
        );

        Assert.Null(Rate(confirmed, OfRisk with { Stage = RatingStage.Target }).NextReview);
    }

    [Fact]
    public void An_inherent_rating_does_not_move_the_next_review_when_there_is_a_current_one()
    {
        var current = States.ARatedRisk.After(
            new ControlAdded("C1", "Water alarm", null, null),
            States.Resting(States.Rated(RatingStage.Current, 1, 1), "C1"),
            new Reviewed(ReviewAnswerKind.Confirmed, "Holds", null, States.Today.AddDays(365))
        );

        Assert.Null(Rate(current, OfRisk with { Stage = RatingStage.Inherent }).NextReview);
    }

    private static Assessed Rate(Entry entry, AssessEntry command) =>
        Assert.IsType<Assessed>(Assert.Single(Assess.Decide(command, entry, States.Context).Accepted()));
}
