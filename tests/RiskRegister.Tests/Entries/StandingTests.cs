using RiskRegister.Criteria;
using RiskRegister.Entries;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class StandingTests
{
    private static readonly AgencySettings Careful = States.Settings with
    {
        Appetite = new Dictionary<string, string> { ["*"] = "high", ["Property"] = "low" },
    };

    [Fact]
    public void A_rated_risk_inside_appetite_has_nothing_to_say() => Stands(States.ARatedRisk);

    [Fact]
    public void A_closed_entry_has_no_standing()
    {
        Stands(States.ARiskUnderReview.After(new Closed("Gone")));
        Stands(States.Born(States.Risk with { Owner = null, Processes = null }).After(new Closed("Gone")));
    }

    [Fact]
    public void An_entry_needs_assessment_while_it_has_neither_inherent_nor_current_rating()
    {
        Stands(States.ADraftRisk, Standing.NeedsAssessment);
        Stands(States.AnOpenRisk, Standing.NeedsAssessment);
        Stands(States.AnOpenRisk.After(States.Rated(RatingStage.Target, 1, 1)), Standing.NeedsAssessment);
        Stands(States.AnOpenRisk.After(States.Rated(RatingStage.Current, 1, 1)));
    }

    [Fact]
    public void A_risk_above_the_appetite_of_its_category_is_outside()
    {
        Assert.Equal([Standing.OutsideAppetite], Standing.Of(States.ARatedRisk, Careful, States.Today));
        Assert.Empty(Standing.Of(States.ARatedRisk with { Category = "Legal" }, Careful, States.Today));
        Assert.Empty(Standing.Of(States.ARatedRisk with { Category = null }, Careful, States.Today));
    }

    [Fact]
    public void The_level_with_the_controls_of_today_decides_about_appetite()
    {
        Stands(States.ARatedRisk.After(States.Rated(RatingStage.Current, 5, 5)), Standing.OutsideAppetite);
        Stands(States.AnOpenRisk.After(States.Rated(RatingStage.Inherent, 5, 5), States.Rated(RatingStage.Current, 1, 1)));
    }

    [Fact]
    public void An_opportunity_is_never_outside_appetite()
    {
        Stands(States.AnOpenOpportunity.After(States.Rated(RatingStage.Current, 5, 5, EntryKind.Opportunity)));
    }

    [Theory]
    [InlineData(29, "")]
    [InlineData(30, Standing.ReviewDue)]
    [InlineData(31, Standing.ReviewOverdue)]
    [InlineData(900, Standing.ReviewOverdue)]
    public void A_review_is_due_on_its_day_and_overdue_after_it(int days, string standing)
    {
        Assert.Equal(standing, string.Join(' ', Standing.Of(States.ARatedRisk, States.Settings, States.Today.AddDays(days))));
    }

    [Fact]
    public void A_review_that_was_asked_for_is_overdue_until_it_is_answered()
    {
        Stands(States.ARiskUnderReview, Standing.ReviewOverdue);
        Stands(States.ARiskUnderReview with { NextReview = States.Today }, Standing.ReviewOverdue);
    }

    [Fact]
    public void An_open_action_is_overdue_from_the_day_after_its_day()
    {
        Stands(States.ARiskWithAnAction);
        Assert.Equal([Standing.ActionOverdue], On(States.ARiskWithAnAction, 1));
        Assert.Empty(On(States.ARiskWithACompletedAction, 1));
    }

    [Fact]
    public void An_action_without_a_day_is_never_overdue()
    {
        Assert.Empty(On(States.ARatedRisk.After(new ActionPlanned("A1", "Some day", null, null, null, null)), 20));
    }

    [Fact]
    public void The_check_of_a_completed_action_is_due_from_its_day_on()
    {
        var entry = States.ARiskWithACompletedAction with { NextReview = States.Today.AddDays(500) };

        Assert.Empty(On(entry, 89));
        Assert.Equal([Standing.CheckDue], On(entry, 90));
        Assert.Equal([Standing.CheckDue], On(entry, 91));
    }

    [Fact]
    public void An_entry_tied_to_no_process_and_no_objective_is_an_orphan()
    {
        Stands(States.ARatedRisk with { Processes = [] }, Standing.Orphan);
        Stands(States.ARatedRisk with { Processes = [], Objectives = ["Fast"] });
    }

    [Fact]
    public void An_entry_that_nobody_owns_is_listed() => Stands(States.ARatedRisk with { Owner = null }, Standing.NoOwner);

    [Fact]
    public void Standings_come_in_the_order_of_display()
    {
        var entry = States.AnOpenRisk.After(States.Rated(RatingStage.Target, 1, 1)) with
        {
            Owner = null,
            Processes = [],
            NextReview = States.Today.AddDays(-1),
        };

        Stands(entry, Standing.ReviewOverdue, Standing.NeedsAssessment, Standing.NoOwner, Standing.Orphan);
    }

    [Fact]
    public void Every_standing_can_come_about()
    {
        Entry[] entries =
        [
            States.AnOpenRisk,
            States.ARiskUnderReview,
            States.ARatedRisk with
            {
                Owner = null,
                Processes = [],
                NextReview = States.Today,
            },
            States.ARatedRisk.After(States.Rated(RatingStage.Current, 5, 5)),
            States.ARiskWithAnAction with
            {
                Actions = [new("A1", "Late", null, States.Today.AddDays(-1), null, null)],
            },
            States.ARiskWithAnAction.After(new ActionCompleted("A1", "Done", States.Today)),
            States.ARatedRisk.After(new AcceptanceRequested("Nothing else helps", null, "medium")),
            States.AnAcceptedRisk,
            States.AnAcceptedRisk.After(States.Rated(RatingStage.Current, 5, 4)),
            States.ARatedRisk.After(new AppetiteLeft(States.Today, "very-high", "medium")),
            States.ARatedRisk.After(new Occurred(States.Today, "The room was flooded", States.Today)),
            States.AProjectedRisk,
            States.ARatedRisk with
            {
                Inherent = States.ARatedRisk.Inherent! with { CriteriaVersion = 0 },
            },
            States.ARatedOpportunity.After(new PursuitDecided(PursuitKind.Defer, "No money yet", States.Today)),
        ];

        var found = entries.SelectMany(e => Standing.Of(e, States.Settings, States.Today)).Distinct();

        Assert.Equal(Standing.All.Order(), found.Order());
    }

    [Fact]
    public void The_next_change_is_the_day_of_the_review_and_then_the_day_after_it()
    {
        Assert.Equal(States.Today.AddDays(30), Standing.NextChange(States.ARatedRisk, States.Today));
        Assert.Equal(States.Today.AddDays(31), Standing.NextChange(States.ARatedRisk, States.Today.AddDays(30)));
        Assert.Null(Standing.NextChange(States.ARatedRisk, States.Today.AddDays(31)));
    }

    [Fact]
    public void The_next_change_is_the_first_of_all_days()
    {
        Assert.Equal(States.Today.AddDays(1), Standing.NextChange(States.ARiskWithAnAction, States.Today));
        Assert.Equal(States.Today.AddDays(90), Standing.NextChange(States.ARiskWithACompletedAction, States.Today.AddDays(31)));
    }

    [Fact]
    public void A_closed_entry_does_not_change_by_itself()
    {
        Assert.Null(Standing.NextChange(States.ARiskWithAnAction.After(new Closed("Gone")), States.Today));
    }

    private static IReadOnlyList<string> On(Entry entry, int days) =>
        Standing.Of(entry, States.Settings, States.Today.AddDays(days));

    private static void Stands(Entry entry, params string[] standings) => Assert.Equal(standings, On(entry, 0));
}
