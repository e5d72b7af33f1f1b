using RiskRegister.Entries;
using RiskRegister.Entries.Assessing;
using RiskRegister.Entries.Reviewing;
using Xunit;

namespace RiskRegister.Tests.Entries;

/// <summary>What a lowered level needs below it, and what becomes of it when that turns out otherwise.</summary>
public sealed class RatingBasisTests
{
    private static readonly AssessEntry Lower = new()
    {
        Stage = RatingStage.Current,
        Likelihood = 1,
        Consequence = 1,
        Rationale = "The pump runs",
    };

    private static readonly Entry WithAlarm = States.ARatedRisk.After(new ControlAdded("C1", "Water alarm", null, null));

    /// <summary>Its level is low by an action that is not checked yet, and by a control.</summary>
    private static readonly Entry OfTwo = States
        .ARiskWithACompletedAction.After(new ControlAdded("C1", "Water alarm", null, null))
        .After(States.Resting(States.Rated(RatingStage.Current, 1, 1), "A1", "C1"));

    [Fact]
    public void The_current_level_may_be_lowered_below_inherent_only_with_a_control_or_a_completed_action_behind_it()
    {
        Assert.Equal(["restsOn nothing-to-rest-on"], Rules(States.ARatedRisk, Lower));
        Assert.Equal(["restsOn nothing-to-rest-on"], Rules(WithAlarm, Lower with { RestsOn = [] }));
        Assert.Equal(["C1"], Rate(WithAlarm, Lower with { RestsOn = ["C1", "C1"] }).RestsOn);
        Assert.Equal(["A1"], Rate(States.ARiskWithACompletedAction, Lower with { RestsOn = ["A1"] }).RestsOn);
    }

    [Fact]
    public void A_refusal_names_what_the_level_could_rest_on()
    {
        var refusal = Assert.Single(Assess.Decide(Lower, WithAlarm, States.Context).Refusals);

        Assert.EndsWith("R-0001 has C1: choose what it rests on.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_open_dropped_retired_or_found_not_effective_can_carry_no_level()
    {
        var retired = WithAlarm.After(new ControlRetired("C1", States.Today, "Broken"));
        var failed = States.ARiskWithACompletedAction.After(new ActionChecked("A1", Verdict.NotEffective, "Wet"));
        var dropped = States.ARiskWithAnAction.After(new ActionDropped("A1", States.Today, "Too dear"));

        Assert.Equal(["restsOn cannot-carry"], Rules(States.ARiskWithAnAction, Lower with { RestsOn = ["A1"] }));
        Assert.Equal(["restsOn cannot-carry"], Rules(dropped, Lower with { RestsOn = ["A1"] }));
        Assert.Equal(["restsOn cannot-carry"], Rules(retired, Lower with { RestsOn = ["C1"] }));
        Assert.Equal(["restsOn cannot-carry"], Rules(failed, Lower with { RestsOn = ["A1"] }));
        Assert.Equal(["restsOn cannot-carry"], Rules(WithAlarm, Lower with { RestsOn = ["C1", "C7"] }));
    }

    [Fact]
    public void A_partly_effective_action_still_carries()
    {
        var partly = States.ARiskWithACompletedAction.After(new ActionChecked("A1", Verdict.Partly, "Nearly dry"));

        Assert.Equal(["A1"], Rate(partly, Lower with { RestsOn = ["A1"] }).RestsOn);
    }

    [Fact]
    public void A_level_that_is_not_below_inherent_needs_nothing_to_rest_on()
    {
        Assert.Null(Rate(States.ARatedRisk, Lower with { Likelihood = 3, Consequence = 3 }).RestsOn);
        Assert.Null(Rate(States.AnOpenRisk, Lower).RestsOn);
    }

    [Fact]
    public void Only_the_current_level_rests_on_something()
    {
        var inherent = Lower with { Stage = RatingStage.Inherent, RestsOn = ["C1"] };

        Assert.Equal(["restsOn not-for-this-stage"], Rules(WithAlarm, inherent));
        Assert.Equal(["restsOn not-for-this-stage"], Rules(WithAlarm, inherent with { Stage = RatingStage.Target }));
    }

    [Fact]
    public void An_opportunity_may_be_rated_lower_as_it_is_and_rests_on_nothing()
    {
        var rated = States.AnOpenOpportunity.After(States.Rated(RatingStage.Inherent, 5, 5, EntryKind.Opportunity));
        var lower = new AssessEntry
        {
            Stage = RatingStage.Current,
            Feasibility = 1,
            Benefit = 1,
            Rationale = "Less",
        };

        Assert.Null(Rate(rated, lower).RestsOn);
        Assert.Equal(["restsOn not-for-this-kind"], Rules(rated, lower with { RestsOn = ["C1"] }));
    }

    [Fact]
    public void An_inherent_level_by_older_criteria_is_rated_anew_before_a_current_one_is_lowered_below_it()
    {
        var context = States.Context with
        {
            Settings = States.Settings with { Criteria = States.Settings.Criteria with { Version = 7 } },
        };

        Assert.Equal(["stage inherent-is-outdated"], Assess.Decide(Lower with { RestsOn = ["C1"] }, WithAlarm, context).Rules());
        var inherent = Lower with { Stage = RatingStage.Inherent, Likelihood = 4, Consequence = 4 };
        var anew = WithAlarm.After([.. Assess.Decide(inherent, WithAlarm, context).Accepted()]);
        Assert.Single(Assess.Decide(Lower with { RestsOn = ["C1"] }, anew, context).Accepted());
    }

    [Fact]
    public void An_inherent_level_is_not_raised_above_a_current_one_that_rests_on_nothing()
    {
        var low = States.AnOpenRisk.After(States.Rated(RatingStage.Current, 1, 1));
        var inherent = Lower with { Stage = RatingStage.Inherent, Likelihood = 5, Consequence = 5 };
        var resting = WithAlarm.After(States.Resting(States.Rated(RatingStage.Current, 1, 1), "C1"));

        Assert.Equal(["stage current-rests-on-nothing"], Rules(low, inherent));
        Assert.Equal("very-high", Rate(resting, inherent).Level);
    }

    [Fact]
    public void How_sure_the_rater_is_is_kept() =>
        Assert.Equal(Confidence.High, Rate(States.AnOpenRisk, Lower with { Confidence = Confidence.High }).Confidence);

    [Fact]
    public void A_lowered_level_is_projected_until_its_action_was_found_effective()
    {
        Assert.Equal(RatingBasis.Projected, OfTwo.Basis);
        Assert.Contains(Standing.Projected, Standing.Of(OfTwo, States.Settings, States.Today));
        Assert.Equal(RatingBasis.Projected, Checked(Verdict.Partly).Basis);
        Assert.Equal(RatingBasis.Proven, Checked(Verdict.Effective).Basis);
        Assert.DoesNotContain(Standing.Projected, Standing.Of(Checked(Verdict.Effective), States.Settings, States.Today));
    }

    [Fact]
    public void A_lowered_level_is_weakened_when_a_part_of_what_it_rests_on_fails()
    {
        var weakened = Checked(Verdict.NotEffective);

        Assert.Equal((RatingBasis.Weakened, "low"), (weakened.Basis, weakened.Effective!.Level));
        Assert.Contains(Standing.NeedsAssessment, Standing.Of(weakened, States.Settings, States.Today));
    }

    [Fact]
    public void The_inherent_level_counts_again_when_all_that_a_lowered_one_rests_on_has_failed()
    {
        var failed = Checked(Verdict.NotEffective).After(new ControlRetired("C1", States.Today, "Broken"));

        Assert.Equal((RatingBasis.Failed, "medium"), (failed.Basis, failed.Effective!.Level));
        Assert.Contains(Standing.NeedsAssessment, Standing.Of(failed, States.Settings, States.Today));
    }

    [Fact]
    public void A_control_in_force_proves_a_level_by_itself() =>
        Assert.Equal(RatingBasis.Proven, WithAlarm.After(States.Resting(States.Rated(RatingStage.Current, 1, 1), "C1")).Basis);

    [Fact]
    public void Rescoring_goes_through_the_same_rule()
    {
        Assert.Equal(["restsOn nothing-to-rest-on"], Review.Decide(Rescored(1, 1), WithAlarm, States.Context).Rules());
        Assert.Equal(["C1"], Rescore(WithAlarm, Rescored(1, 1) with { RestsOn = ["C1"] }).RestsOn);
        Assert.Equal(
            ["restsOn cannot-carry"],
            Review.Decide(Rescored(1, 1) with { RestsOn = ["C2"] }, WithAlarm, States.Context).Rules()
        );
    }

    [Fact]
    public void Rescoring_keeps_what_the_level_rests_on_unless_it_goes_lower()
    {
        var medium = States
            .AnOpenRisk.After(new ControlAdded("C1", "Water alarm", null, null), States.Rated(RatingStage.Inherent, 5, 5))
            .After(States.Resting(States.Rated(RatingStage.Current, 3, 3), "C1"));

        Assert.Equal(["C1"], Rescore(medium, Rescored(3, 3)).RestsOn);
        Assert.Equal(["C1"], Rescore(medium, Rescored(4, 4)).RestsOn);
        Assert.Equal(["restsOn nothing-to-rest-on"], Review.Decide(Rescored(1, 1), medium, States.Context).Rules());
    }

    [Fact]
    public void Rescoring_keeps_nothing_that_has_failed()
    {
        var weakened = Checked(Verdict.NotEffective);

        Assert.Equal(["C1"], Rescore(weakened, Rescored(1, 1)).RestsOn);
        Assert.Equal(
            ["restsOn nothing-to-rest-on"],
            Review
                .Decide(Rescored(1, 1), weakened.After(new ControlRetired("C1", States.Today, "Broken")), States.Context)
                .Rules()
        );
    }

    private static Entry Checked(Verdict verdict) => OfTwo.After(new ActionChecked("A1", verdict, "Looked"));

    private static ReviewEntry Rescored(int likelihood, int consequence) =>
        new()
        {
            Answer = ReviewAnswerKind.Rescored,
            Reason = "New figures",
            Likelihood = likelihood,
            Consequence = consequence,
        };

    private static IEnumerable<string> Rules(Entry entry, AssessEntry command) =>
        Assess.Decide(command, entry, States.Context).Rules();

    private static Rating Rate(Entry entry, AssessEntry command) =>
        Assert.IsType<Assessed>(Assert.Single(Assess.Decide(command, entry, States.Context).Accepted())).Rating;

    private static Rating Rescore(Entry entry, ReviewEntry command) =>
        Assert.IsType<Assessed>(Review.Decide(command, entry, States.Context).Accepted()[0]).Rating;
}
