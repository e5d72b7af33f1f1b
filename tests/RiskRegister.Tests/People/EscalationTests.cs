using RiskRegister.People;
using RiskRegister.Reassessment;
using Xunit;
using static RiskRegister.Tests.People.Staff;

namespace RiskRegister.Tests.People;

public sealed class EscalationTests
{
    [Fact]
    public void A_late_review_is_told_to_the_manager_and_later_to_a_risk_manager()
    {
        Assert.Null(To(Nora.Email, DeadlineKind.Reminder, All));
        Assert.Equal(Boss.Email, To("NORA@demo.example", DeadlineKind.Manager, All));
        Assert.Equal(Milo.Email, To(Nora.Email, DeadlineKind.RiskManager, All));
    }

    [Fact]
    public void A_manager_who_is_away_or_has_left_is_not_told()
    {
        Assert.Equal(Otto.Email, To(Nora.Email, DeadlineKind.Manager, With(Boss.AwayFor(Otto))));
        Assert.Equal(Otto.Email, To(Nora.Email, DeadlineKind.Manager, With(Boss.Gone(successor: Otto))));
        Assert.Equal(Milo.Email, To(Nora.Email, DeadlineKind.Manager, With(Boss.Gone())));
    }

    [Fact]
    public void The_manager_of_an_owner_who_has_left_is_told() =>
        Assert.Equal(Boss.Email, To(Nora.Email, DeadlineKind.Manager, With(Nora.Gone(successor: Otto))));

    [Fact]
    public void Without_a_manager_a_risk_manager_is_told_if_possible_one_who_is_there()
    {
        var second = Make("zoe", Role.RiskManager);

        Assert.Equal(Milo.Email, To("J. Smith", DeadlineKind.Manager, With(second)));
        Assert.Equal(second.Email, To(null, DeadlineKind.Manager, With(second, Milo.AwayFor(Ada))));
        Assert.Equal(second.Email, To(Boss.Email, DeadlineKind.RiskManager, With(second, Milo.Gone())));
        Assert.Equal(Milo.Email, To(Boss.Email, DeadlineKind.RiskManager, With(Milo.AwayFor(Ada))));
        Assert.Null(To(Boss.Email, DeadlineKind.RiskManager, With(Milo.Gone())));
    }

    private static string? To(string? owner, DeadlineKind kind, Roster people) =>
        ReviewActivities.EscalationTo(owner, kind, Today, people);
}
