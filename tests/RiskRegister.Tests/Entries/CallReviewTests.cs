using RiskRegister.Entries;
using RiskRegister.Entries.CallingReview;
using RiskRegister.Entries.Checking;
using RiskRegister.Entries.Closing;
using RiskRegister.Entries.Reviewing;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class CallReviewTests
{
    [Fact]
    public void A_manager_brings_the_review_of_an_entry_forward_to_today()
    {
        var called = Assert.Single(CallReview.Decide(new(" New law "), States.ARatedRisk, States.Context).Accepted());
        var entry = States.ARatedRisk.After(called);

        Assert.Equal(new ReviewCalled(CallCause.Request, "New law", States.Today), called);
        Assert.Equal(States.Today, entry.NextReview);
        Assert.Equal(new ReviewCall(CallCause.Request, "New law", null, States.Now, States.Actor), entry.ReviewCall);
        var asked = Assert.IsType<ReviewAsked>(
            Assert.Single(AskForReview.Decide(entry, "2031-06-18", null, States.Context).Accepted())
        );
        Assert.Contains("New law", asked.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_review_that_is_due_already_stays_due_since_its_day()
    {
        var late = States.At(40);
        var called = CallReview.Decide(new("New law"), States.ARatedRisk, late).Accepted();

        Assert.True(States.ARatedRisk.NextReview < late.Today);
        Assert.Equal(States.ARatedRisk.NextReview, States.ARatedRisk.After([.. called]).NextReview);
    }

    [Fact]
    public void A_call_needs_a_reason_and_an_entry_that_is_not_closed()
    {
        Assert.Equal(["reason required"], CallReview.Decide(new(" "), States.ARatedRisk, States.Context).Rules());
        Assert.Equal(["entry-is-closed"], CallReview.Decide(new("x"), States.AClosedRisk, States.Context).Rules());
    }

    [Fact]
    public void A_call_is_remembered_until_the_review_is_answered()
    {
        var called = States.ARatedRisk.After(CallReview.Called(States.ARatedRisk, CallCause.Request, "x", null, States.Context));
        var answer = new ReviewEntry { Answer = ReviewAnswerKind.Confirmed, Reason = "Looked at" };

        Assert.Null(called.After([.. Review.Decide(answer, called, States.Context).Accepted()]).ReviewCall);
        Assert.Null(called.After([.. Close.Decide(new("Gone"), called, States.Context).Accepted()]).ReviewCall);
    }

    [Fact]
    public void A_signal_calls_the_review_of_an_entry_once()
    {
        var once = States.ARatedRisk.After([.. BySignal(States.ARatedRisk, "S-0001")]);
        var answer = new ReviewEntry { Answer = ReviewAnswerKind.Confirmed, Reason = "Looked at" };
        var reviewed = once.After([.. Review.Decide(answer, once, States.Context).Accepted()]);

        Assert.Equal(["S-0001"], once.Signals);
        Assert.Empty(BySignal(once, "S-0001"));
        Assert.Empty(BySignal(reviewed, "S-0001"));
        Assert.Single(BySignal(reviewed, "S-0002"));
        Assert.Empty(BySignal(States.AClosedRisk, "S-0001"));
    }

    [Fact]
    public void An_entry_that_a_signal_concerns_is_no_orphan()
    {
        var orphan = States.Born(States.Risk with { Processes = null });
        var tied = orphan.After(new SignalNoted("S-0001", "Water in the cellar", "Happened here"));

        Assert.Contains(Standing.Orphan, Standing.Of(orphan, States.Settings, States.Today));
        Assert.DoesNotContain(Standing.Orphan, Standing.Of(tied, States.Settings, States.Today));
    }

    [Theory]
    [InlineData(Verdict.Effective, false)]
    [InlineData(Verdict.Partly, false)]
    [InlineData(Verdict.NotEffective, true)]
    public void An_action_that_was_not_effective_brings_the_review_forward(Verdict verdict, bool calls)
    {
        var entry = States.ARiskWithACompletedAction;
        var checker = States.Context with { Actor = "checker@demo.example" };
        var after = entry.After([.. CheckAction.Decide(new("A1", verdict, "Still wet"), entry, checker).Accepted()]);

        Assert.Equal(calls ? CallCause.Check : null, after.ReviewCall?.Cause);
        Assert.Equal(calls ? States.Today : entry.NextReview, after.NextReview);
    }

    private static IReadOnlyList<EntryEvent> BySignal(Entry entry, string signal) =>
        CallReview.BySignal(entry, CallCause.Indicator, "Waits are long", signal, States.Context).Accepted();
}
