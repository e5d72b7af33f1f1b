using RiskRegister.Entries;
using RiskRegister.Entries.Reviewing;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class ReviewTests
{
    private static readonly ReviewEntry Confirmed = new() { Answer = ReviewAnswerKind.Confirmed, Reason = " Still holds " };

    private static readonly ReviewEntry Rescored = new()
    {
        Answer = ReviewAnswerKind.Rescored,
        Reason = "Worse",
        Likelihood = 5,
        Consequence = 5,
    };

    [Fact]
    public void A_confirmation_sets_the_next_review_by_the_level()
    {
        Assert.Equal(
            [new Reviewed(ReviewAnswerKind.Confirmed, "Still holds", null, States.Today.AddDays(180))],
            Decide(Confirmed, States.ARatedRisk).Accepted()
        );
    }

    [Fact]
    public void An_answer_names_the_run_that_asked()
    {
        var reviewed = Assert.IsType<Reviewed>(Assert.Single(Decide(Confirmed, States.ARiskUnderReview).Accepted()));

        Assert.Equal("2031-06-16", reviewed.Run);
    }

    [Fact]
    public void Answer_and_reason_are_asked_for_together()
    {
        Assert.Equal(["answer required", "reason required"], Decide(new ReviewEntry(), States.ARatedRisk).Rules());
    }

    [Fact]
    public void An_entry_without_rating_can_not_be_confirmed()
    {
        Assert.Equal(["answer nothing-to-confirm"], Decide(Confirmed, States.AnOpenRisk).Rules());
    }

    [Fact]
    public void A_target_alone_can_not_be_confirmed()
    {
        var target = States.AnOpenRisk.After(States.Rated(RatingStage.Target, 1, 1));

        Assert.Equal(["answer nothing-to-confirm"], Decide(Confirmed, target).Rules());
    }

    [Fact]
    public void Rescoring_rates_the_current_level_and_sets_the_next_review_by_it()
    {
        var events = Decide(Rescored, States.ARiskUnderReview).Accepted();

        var rated = Assert.IsType<Assessed>(events[0]);
        Assert.Equal((RatingStage.Current, "very-high", "Worse"), (rated.Stage, rated.Rating.Level, rated.Rating.Rationale));
        Assert.Equal(
            new Reviewed(ReviewAnswerKind.Rescored, "Worse", "2031-06-16", States.Today.AddDays(30)),
            Assert.IsType<Reviewed>(events[1])
        );
        Assert.Equal(2, events.Count);
    }

    [Fact]
    public void Rescoring_to_a_lower_level_puts_the_next_review_off()
    {
        var guarded = States.ARiskUnderReview.After(new ControlAdded("C1", "Water alarm", null, null));
        var lower = Rescored with { Likelihood = 1, Consequence = 1, RestsOn = ["C1"] };

        Assert.Equal(States.Today.AddDays(365), guarded.After([.. Decide(lower, guarded).Accepted()]).NextReview);
    }

    [Fact]
    public void Rescoring_needs_a_position_of_the_kind()
    {
        Assert.Equal(
            ["likelihood off-scale", "consequence off-scale"],
            Decide(Rescored with { Likelihood = null, Consequence = 6 }, States.ARatedRisk).Rules()
        );
        Assert.Equal(
            ["feasibility off-scale", "benefit off-scale", "likelihood not-for-this-kind", "consequence not-for-this-kind"],
            Decide(Rescored, States.ARatedOpportunity).Rules()
        );
    }

    [Fact]
    public void An_answer_that_hands_the_entry_up_brings_it_back_after_two_weeks()
    {
        Assert.Equal(
            [new Reviewed(ReviewAnswerKind.Escalated, "Too big", null, States.Today.AddDays(14))],
            Decide(new() { Answer = ReviewAnswerKind.Escalated, Reason = "Too big" }, States.ARatedRisk).Accepted()
        );
    }

    [Fact]
    public void An_answer_can_tell_of_another_change()
    {
        Assert.Equal(
            [new Reviewed(ReviewAnswerKind.Changed, "New owner", null, States.Today.AddDays(30))],
            Decide(new() { Answer = ReviewAnswerKind.Changed, Reason = "New owner" }, States.AnOpenRisk).Accepted()
        );
    }

    [Fact]
    public void An_answer_can_close_the_entry()
    {
        var events = Decide(new() { Answer = ReviewAnswerKind.Closed, Reason = "Gone" }, States.ARiskUnderReview).Accepted();

        Assert.Equal([new Reviewed(ReviewAnswerKind.Closed, "Gone", "2031-06-16", null), new Closed("Gone")], events);
    }

    [Fact]
    public void A_closed_entry_is_not_reviewed_any_more()
    {
        Assert.Equal(["entry-is-closed"], Decide(Confirmed, States.AClosedRisk).Rules());
    }

    private static Decision Decide(ReviewEntry command, Entry entry) => Review.Decide(command, entry, States.Context);
}
