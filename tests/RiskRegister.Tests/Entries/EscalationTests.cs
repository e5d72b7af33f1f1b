using RiskRegister.Entries;
using RiskRegister.Entries.Escalating;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class EscalationTests
{
    private static readonly Assessed Outside = States.Rated(RatingStage.Inherent, 5, 5);
    private static readonly Assessed Inside = States.Rated(RatingStage.Inherent, 1, 1);
    private static readonly Reviewed Confirmed = new(ReviewAnswerKind.Confirmed, "As it was", null, States.Today.AddDays(30));

    [Fact]
    public void A_level_that_leaves_appetite_escalates_the_entry()
    {
        var left = Assert.IsType<AppetiteLeft>(Following(States.ARatedRisk, Outside));

        Assert.Equal((States.Today, "very-high", "medium"), (left.On, left.Level, left.Appetite));
        Assert.Contains(Standing.Escalated, Standing.Of(States.ARatedRisk.After(Outside, left), States.Settings, States.Today));
    }

    [Fact]
    public void An_entry_that_is_escalated_already_is_so_again_only_with_another_level()
    {
        Assert.Null(Following(Escalated, new Commented("Still so")));
        Assert.IsType<AppetiteLeft>(Following(Escalated, States.Rated(RatingStage.Inherent, 3, 5)));
    }

    [Fact]
    public void Coming_back_inside_appetite_alone_does_not_end_the_escalation() => Assert.Null(Following(Escalated, Inside));

    [Fact]
    public void An_escalation_ends_after_the_agencys_number_of_quiet_reviews()
    {
        var back = Escalated.After(Inside);
        var first = Assert.IsType<AppetiteRegained>(Following(back, Confirmed));
        var second = Assert.IsType<AppetiteRegained>(Following(back.After(Confirmed, first), Confirmed));

        Assert.Equal((1, false), (first.QuietReviews, first.Ends));
        Assert.Equal((2, true), (second.QuietReviews, second.Ends));
        Assert.Null(back.After(Confirmed, first, Confirmed, second).Escalation);
    }

    [Fact]
    public void Leaving_appetite_again_begins_the_count_of_quiet_reviews_anew_and_keeps_the_first_day()
    {
        var quiet = Escalated.After(Inside, Confirmed, new AppetiteRegained(1, Ends: false));
        var again = quiet.After(Outside, Following(quiet, Outside)!);

        Assert.Equal((0, States.Today), (again.Escalation!.QuietReviews, again.Escalation.Since));
    }

    [Fact]
    public void Opportunities_and_closed_entries_are_not_escalated()
    {
        var best = States.Rated(RatingStage.Current, 5, 5, EntryKind.Opportunity);

        Assert.Null(Following(States.AnOpenOpportunity, best));
        Assert.Null(AppetiteWatch.Following(States.AClosedRisk, [new Commented("Empty")], States.Context));
    }

    private static Entry Escalated => States.ARatedRisk.After(Outside, new AppetiteLeft(States.Today, "very-high", "medium"));

    private static EntryEvent? Following(Entry entry, EntryEvent change) =>
        AppetiteWatch.Following(entry.After(change), [change], States.Context);
}
