using RiskRegister.Digests.Notices;
using RiskRegister.People;
using Xunit;
using static RiskRegister.Tests.People.Staff;

namespace RiskRegister.Tests.Digests.Notices;

public sealed class RecipientTests
{
    [Fact]
    public void A_notice_goes_to_whom_it_is_for_and_to_the_stand_in_of_who_is_away_or_has_left()
    {
        Assert.Equal(Boss, Of(All));
        Assert.Equal(Otto, Of(With(Boss.AwayFor(Otto))));
        Assert.Equal(Nora, Of(With(Boss.Gone(successor: Nora))));
    }

    [Fact]
    public void Where_nobody_stands_in_or_may_know_of_it_a_risk_manager_gets_it()
    {
        Assert.Equal(Milo, Of(With(Boss.Gone())));
        Assert.Equal(Milo, Of(With(Boss.AwayFor(Otto)), can: p => !p.Is(Otto.Email)));
        Assert.Equal(Milo, Recipient.Of("nobody@demo.example", Today, All, _ => true));
    }

    [Fact]
    public void Where_others_are_asked_as_well_nobody_has_to_stand_in()
    {
        Assert.Equal(Boss, Of(All, others: true));
        Assert.Null(Of(With(Boss.AwayFor(Otto)), others: true));
        Assert.Null(Of(With(Boss.Gone()), others: true));
    }

    [Fact]
    public void Where_there_is_no_risk_manager_either_nobody_gets_it() => Assert.Null(Of(With(Boss.Gone(), Milo.Gone())));

    private static Person? Of(Roster people, Func<Person, bool>? can = null, bool others = false) =>
        Recipient.Of(Boss.Email, Today, people, can ?? (_ => true), others);
}
