using RiskRegister.Entries;
using RiskRegister.Entries.Accepting;
using RiskRegister.Entries.Reviewing;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Tests.People;
using Xunit;
using static RiskRegister.Tests.People.Staff;

namespace RiskRegister.Tests.Entries;

public sealed class AskForAcceptanceTests
{
    private static readonly Person High = Approver("hilda", "high");
    private static readonly Person VeryHigh = Approver("vera", "very-high");
    private static readonly Person AlsoVeryHigh = Approver("walt", "very-high");

    /// <summary>A risk at the highest level whose acceptance has ended yesterday.</summary>
    private static Entry Ended
    {
        get
        {
            var entry = States.Accepted(States.ARiskToAccept);
            return entry with { Acceptance = entry.Acceptance! with { Until = Today.AddDays(-1), By = VeryHigh.Email } };
        }
    }

    [Fact]
    public void What_is_outside_appetite_after_its_review_is_asked_of_the_lowest_authority_that_is_enough()
    {
        var request = After(States.ARiskToAccept, VeryHigh, High);
        Assert.Equal((VeryHigh.Email, "very-high"), (request!.Approver, request.Level));

        var lower = States.AnOpenRisk.After(States.Rated(RatingStage.Inherent, 4, 4), new Responded(ResponseKind.Retain, "So"));
        Assert.Equal(High.Email, After(lower, VeryHigh, High)!.Approver);
    }

    [Fact]
    public void Nobody_is_asked_who_has_made_it_has_left_or_has_no_authority()
    {
        var rater = Approver("owner", "very-high");
        var entry = States.ARiskToAccept with { Owner = AlsoVeryHigh.Email };

        Assert.Null(After(entry, rater, High, AlsoVeryHigh, VeryHigh.Gone())!.Approver);
        Assert.Equal(VeryHigh.Email, After(entry, rater, High, AlsoVeryHigh, VeryHigh)!.Approver);
    }

    [Fact]
    public void Somebody_who_is_there_is_asked_before_somebody_who_is_away()
    {
        Assert.Equal(AlsoVeryHigh.Email, After(States.ARiskToAccept, VeryHigh.AwayFor(Boss), AlsoVeryHigh)!.Approver);
        Assert.Equal(VeryHigh.Email, After(States.ARiskToAccept, VeryHigh.AwayFor(Boss))!.Approver);
    }

    [Fact]
    public void Nothing_is_asked_that_is_asked_already_is_accepted_or_can_not_be_accepted()
    {
        Assert.Null(After(States.ARiskWithARequest, VeryHigh));
        Assert.Null(After(States.Accepted(States.ARiskToAccept), VeryHigh));
        Assert.Null(After(States.ARatedRisk, VeryHigh));
        Assert.Null(After(States.AnOpenRisk.After(States.Rated(RatingStage.Inherent, 5, 5)), VeryHigh));
        Assert.Null(After(States.ARiskToAccept.After(new Closed("Gone")), VeryHigh));
    }

    [Fact]
    public void An_acceptance_that_has_ended_is_asked_for_again_of_the_same_approver_if_they_can()
    {
        Assert.Equal(VeryHigh.Email, Again(Ended, AlsoVeryHigh, VeryHigh)!.Approver);
        Assert.Equal(AlsoVeryHigh.Email, Again(Ended, AlsoVeryHigh, VeryHigh.AwayFor(Boss))!.Approver);
        Assert.Equal(AlsoVeryHigh.Email, Again(Ended, AlsoVeryHigh, VeryHigh.Gone())!.Approver);
        Assert.Equal(AlsoVeryHigh.Email, Again(Ended, AlsoVeryHigh, VeryHigh with { Authority = "high" })!.Approver);
    }

    [Fact]
    public void An_acceptance_that_holds_or_is_asked_for_is_not_asked_for_again()
    {
        Assert.Null(Again(States.Accepted(States.ARiskToAccept), VeryHigh));
        Assert.Null(Again(Ended.After(new AcceptanceRequested("So", null, "very-high")), VeryHigh));
    }

    [Fact]
    public void The_run_that_asks_about_an_ended_acceptance_asks_for_it_again()
    {
        var asked = AskForReview.Decide(Ended, "2031-06-18", null, Knowing(VeryHigh)).Accepted();

        Assert.Equal(["review-asked", "acceptance-requested"], asked.Select(Changeset.NameOf));
    }

    private static AcceptanceRequested? After(Entry entry, params Person[] people) =>
        AskForAcceptance.AfterAnswer(entry, Knowing(people)).Accepted().Cast<AcceptanceRequested>().SingleOrDefault();

    private static AcceptanceRequested? Again(Entry entry, params Person[] people) =>
        AskForAcceptance.Again(entry, Knowing(people));

    private static DecisionContext Knowing(params Person[] people) =>
        States.Context with
        {
            Actor = AskForAcceptance.Actor,
            People = new Roster(people),
        };

    private static Person Approver(string name, string authority) => Make(name, Role.Approver) with { Authority = authority };
}
