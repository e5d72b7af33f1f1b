using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Entries.CallingReview;
using RiskRegister.Entries.Reviewing;
using RiskRegister.Register;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class DueTests
{
    private static readonly DateOnly Until = States.Today.AddDays(180);

    [Fact]
    public void The_day_of_the_next_review_makes_an_entry_due()
    {
        Assert.Empty(On(States.ARatedRisk, 29));

        var reason = Assert.Single(On(States.ARatedRisk, 31));
        Assert.Equal(
            new DueReason(DueCause.Review, "review:2031-07-18", new(2031, 7, 18), "The review was due on 18 July 2031."),
            reason
        );
    }

    [Fact]
    public void A_call_makes_an_entry_due_in_its_own_words()
    {
        var called = States.ARatedRisk.After(
            CallReview.Called(States.ARatedRisk, CallCause.Indicator, "Complaints are above the limit", "S-0001", States.Context)
        );

        var reason = Assert.Single(On(called, 0));
        Assert.Equal((DueCause.Call, "Complaints are above the limit"), (reason.Cause, reason.Why));
    }

    [Fact]
    public void An_acceptance_makes_its_entry_due_the_agencys_days_of_notice_before_its_end_and_again_when_it_has_ended()
    {
        var entry = Later(States.AnAcceptedRisk);

        Assert.Empty(On(entry, 165));
        Assert.Equal(["The acceptance ends on 15 December 2031."], Whys(entry, 166));
        Assert.Equal(2, On(entry, 181).Count);
        Assert.Contains("The acceptance has ended on 15 December 2031.", Whys(entry, 181));
        Assert.Equal(DueCause.Acceptance, On(entry, 181)[1].Cause);
        var patient = States.Settings with { AcceptanceNoticeDays = 0 };
        Assert.Empty(Due.Of(entry, patient, Until.AddDays(-1)));
        Assert.Single(Due.Of(entry, patient, Until));
    }

    [Fact]
    public void An_acceptance_for_a_few_days_is_not_at_its_end_before_half_of_them_are_over()
    {
        var entry = Later(States.AnAcceptedRisk);
        entry = entry with { Acceptance = entry.Acceptance! with { Until = States.Today.AddDays(9) } };

        Assert.Empty(On(entry, 4));
        Assert.Single(On(entry, 5));
    }

    [Fact]
    public void What_was_accepted_and_has_changed_makes_the_entry_due_while_it_is_outside_appetite()
    {
        var changed = Later(States.AnAcceptedRisk.After(new Responded(ResponseKind.Avoid, "There is another room")));
        Assert.Equal(["What was accepted has changed."], Whys(changed, 0));

        var generous = States.Settings with { Appetite = new Dictionary<string, string> { ["*"] = "very-high" } };
        Assert.Empty(Due.Of(changed, generous, States.Today));
    }

    [Fact]
    public void The_day_of_an_effectiveness_check_makes_an_entry_due_until_it_is_checked()
    {
        var entry = Later(States.ARiskWithACompletedAction);

        Assert.Empty(On(entry, 89));
        var reason = Assert.Single(On(entry, 90));
        Assert.Equal((DueCause.Check, "check:A1:2031-09-16"), (reason.Cause, reason.Key));
        Assert.Empty(On(entry.After(new ActionChecked("A1", Verdict.Effective, "Dry")), 90));
    }

    [Fact]
    public void A_rating_by_criteria_that_are_no_longer_in_force_makes_an_entry_due()
    {
        var entry = Later(States.ARatedRisk);
        Assert.Empty(On(entry, 0));

        var reason = Assert.Single(Due.Of(entry, OtherCriteria(2), States.Today));
        Assert.Equal((DueCause.Criteria, "criteria:2"), (reason.Cause, reason.Key));
        Assert.Empty(Due.Of(Later(States.AnOpenRisk), OtherCriteria(2), States.Today));
    }

    [Fact]
    public void A_closed_entry_is_never_due() => Assert.Empty(On(States.AClosedRisk, 5_000));

    [Fact]
    public void What_was_there_when_a_review_was_answered_is_not_asked_about_again()
    {
        var entry = Later(States.ARiskWithACompletedAction);
        var at = States.At(95);
        Assert.Single(On(entry, 95));

        var answered = entry.After([.. Review.Decide(Confirm, entry, at).Accepted()]);

        Assert.Equal(["check:A1:2031-09-16"], answered.LastReview!.Covers);
        Assert.Empty(On(answered, 95));
        Assert.Equal(answered.NextReview, Due.On(answered, States.Settings, at.Today));
        Assert.Empty(Due.Of(answered with { NextReview = null }, States.Settings, DateOnly.MaxValue));
    }

    [Fact]
    public void What_comes_about_after_an_answer_is_asked_about()
    {
        var at = States.At(0) with { Settings = OtherCriteria(2) };
        var entry = Later(States.ARatedRisk);
        var answered = entry.After([.. Review.Decide(Confirm, entry, at).Accepted()]);

        Assert.Equal(["criteria:2"], answered.LastReview!.Covers);
        Assert.Empty(Due.Of(answered, at.Settings, at.Today));
        Assert.Single(Due.Of(answered, OtherCriteria(3), at.Today));
    }

    [Fact]
    public void What_an_answer_itself_brings_about_is_covered_by_it()
    {
        var entry = Later(States.AnAcceptedRisk);
        var rescore = new ReviewEntry
        {
            Answer = ReviewAnswerKind.Rescored,
            Reason = "Worse",
            Likelihood = 5,
            Consequence = 4,
        };

        var answered = entry.After([.. Review.Decide(rescore, entry, States.Context).Accepted()]);

        Assert.True(Standing.IsVoid(answered, States.Settings, States.Today));
        Assert.True(Standing.IsOutside(answered, States.Settings));
        Assert.Empty(On(answered, 0));
    }

    [Fact]
    public void A_call_on_the_day_of_an_answer_is_asked_about()
    {
        var entry = States.ARatedRisk.After([.. Review.Decide(Confirm, States.ARatedRisk, States.Context).Accepted()]);
        var called = entry.After(CallReview.Called(entry, CallCause.Request, "New law", null, States.Context));

        Assert.Equal(["New law"], Whys(called, 0));
    }

    [Fact]
    public void The_stored_day_is_the_first_on_which_a_reason_holds()
    {
        var entry = States.ARiskWithACompletedAction with { NextReview = States.Today.AddDays(100) };

        Assert.Equal(States.Today.AddDays(90), Document(entry).DueOn);
        Assert.Equal(States.Today.AddDays(100), Document(entry with { Actions = [] }).DueOn);
        Assert.Null(Document(entry with { State = EntryState.Closed }).DueOn);
        for (var day = 0; day < 110; day++)
        {
            Assert.Equal(Document(entry).DueOn <= States.Today.AddDays(day), On(entry, day).Count > 0);
        }
    }

    [Fact]
    public void Only_what_is_due_is_asked_about_unless_it_is_requested_and_never_twice()
    {
        Assert.Empty(Ask(States.ARatedRisk, null).Accepted());
        Assert.Equal(
            [new ReviewAsked("2031-06-18.2", States.Today, "The board wants to know.")],
            Ask(States.ARatedRisk, "The board wants to know.").Accepted()
        );
        Assert.Empty(Ask(States.ARiskUnderReview, "The board wants to know.").Accepted());
        Assert.Empty(Ask(States.AClosedRisk, "The board wants to know.").Accepted());
    }

    [Fact]
    public void A_run_that_is_ended_takes_back_its_own_question_and_nothing_else()
    {
        var asked = States.ARiskUnderReview;
        var entry = asked.After([.. AskForReview.Withdraw(asked, "2031-06-16", "Asked by mistake").Accepted()]);

        Assert.Equal(asked with { Review = null, Version = asked.Version + 1 }, entry);
        Assert.Empty(AskForReview.Withdraw(States.ARiskUnderReview, "2031-06-18", "Asked by mistake").Accepted());
        Assert.Empty(AskForReview.Withdraw(States.ARatedRisk, "2031-06-16", "Asked by mistake").Accepted());
    }

    private static ReviewEntry Confirm => new() { Answer = ReviewAnswerKind.Confirmed, Reason = "Still holds" };

    private static Decision Ask(Entry entry, string? requested) =>
        AskForReview.Decide(entry, "2031-06-18.2", requested, States.Context);

    private static AgencySettings OtherCriteria(int version) =>
        States.Settings with
        {
            Criteria = States.Settings.Criteria with { Version = version },
        };

    /// <summary>An entry whose review by its day is far away.</summary>
    private static Entry Later(Entry entry) => entry with { NextReview = States.Today.AddDays(3_000) };

    private static EntryDocument Document(Entry entry) => EntryDocument.Of(entry, "", States.Settings, States.Today);

    private static IReadOnlyList<DueReason> On(Entry entry, int days) =>
        Due.Of(entry, States.Settings, States.Today.AddDays(days));

    private static IEnumerable<string> Whys(Entry entry, int days) => On(entry, days).Select(reason => reason.Why);
}
