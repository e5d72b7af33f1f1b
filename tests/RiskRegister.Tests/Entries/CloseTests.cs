using RiskRegister.Entries;
using RiskRegister.Entries.Closing;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class CloseTests
{
    [Fact]
    public void Closing_needs_a_reason()
    {
        Assert.Equal(["reason required"], Close.Decide(new CloseEntry(" "), States.ARatedRisk, States.Context).Rules());
    }

    [Fact]
    public void A_draft_can_be_closed()
    {
        Assert.Equal([new Closed("A joke")], Close.Decide(new("A joke"), States.ADraftRisk, States.Context).Accepted());
    }

    [Fact]
    public void Closing_answers_the_review_that_waits()
    {
        Assert.Equal(
            [new Reviewed(ReviewAnswerKind.Closed, "Gone", "2031-06-16", null), new Closed("Gone")],
            Close.Decide(new CloseEntry(" Gone "), States.ARiskUnderReview, States.Context).Accepted()
        );
    }

    [Fact]
    public void An_entry_is_closed_once()
    {
        Assert.Equal(["entry-is-closed"], Close.Decide(new("Again"), States.AClosedRisk, States.Context).Rules());
    }
}
