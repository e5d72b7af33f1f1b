using RiskRegister.Entries;
using RiskRegister.Entries.Responding;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class RespondTests
{
    [Fact]
    public void Every_response_fits_at_least_one_kind()
    {
        var fitting = Enum.GetValues<EntryKind>().SelectMany(Respond.Choices).Distinct().Order();

        Assert.Equal(Enum.GetValues<ResponseKind>(), fitting);
    }

    [Fact]
    public void A_response_of_the_kind_is_taken_with_its_reason()
    {
        foreach (var response in Respond.Choices(EntryKind.Risk))
        {
            Assert.Equal(
                [new Responded(response, "Because")],
                Respond.Decide(new RespondToEntry(response, " Because "), States.AnOpenRisk, States.Context).Accepted()
            );
        }
    }

    [Fact]
    public void A_response_of_the_other_kind_is_refused()
    {
        Assert.Equal(
            ["response not-for-this-kind"],
            Respond.Decide(new RespondToEntry(ResponseKind.Exploit, "Why"), States.AnOpenRisk, States.Context).Rules()
        );
        Assert.Equal(
            ["response not-for-this-kind"],
            Respond.Decide(new RespondToEntry(ResponseKind.Avoid, "Why"), States.AnOpenOpportunity, States.Context).Rules()
        );
    }

    [Fact]
    public void Response_and_reason_are_asked_for_together()
    {
        Assert.Equal(
            ["response not-for-this-kind", "reason required"],
            Respond.Decide(new RespondToEntry(null, null), States.AnOpenRisk, States.Context).Rules()
        );
    }

    [Fact]
    public void A_closed_entry_takes_no_response()
    {
        Assert.Equal(
            ["entry-is-closed"],
            Respond.Decide(new RespondToEntry(ResponseKind.Retain, "Why"), States.AClosedRisk, States.Context).Rules()
        );
    }
}
