using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register.Records;
using Xunit;
using static RiskRegister.Tests.People.Staff;

namespace RiskRegister.Tests.People;

public sealed class LeavingTests
{
    private static readonly LeaveAgency Tomorrow = new(Today.AddDays(1), Otto.Email, "Retires");

    [Fact]
    public void Who_leaves_is_gone_from_the_day_on()
    {
        var after = Decide(Tomorrow, Nora with { Version = 4 }).After();

        Assert.Equal(new Departure(Today.AddDays(1), Otto.Email, "Retires", 5), after.Left);
        Assert.False(after.HasLeft(Today));
        Assert.True(after.HasLeft(Today.AddDays(1)));
    }

    [Fact]
    public void A_day_and_a_reason_must_be_given()
    {
        Assert.Equal(["on bad-day", "reason required"], Decide(new(null, null, null)).Rules());
        Assert.Equal(["on bad-day"], Decide(Tomorrow with { On = Today.AddDays(367) }).Rules());
        Assert.Empty(Decide(Tomorrow with { On = Today.AddDays(-30) }).Rules());
    }

    [Fact]
    public void The_successor_is_somebody_else_who_is_here_on_the_day()
    {
        Assert.Equal(["successor oneself"], Decide(Tomorrow with { Successor = Nora.Email }).Rules());
        Assert.Equal(["successor unknown-person"], Decide(Tomorrow with { Successor = "x@demo.example" }).Rules());
        var both = Here with { People = With(Otto.Gone(days: 1)) };
        Assert.Equal(["successor has-left"], Decide(Tomorrow, Nora, Milo, both).Rules());
    }

    [Fact]
    public void The_last_administrator_can_not_leave()
    {
        Assert.Equal(["last-administrator"], Decide(Tomorrow, Ada, Ada).Rules());
        var second = Here with { People = With(Make("adam", Role.Administrator)) };
        Assert.Empty(Decide(Tomorrow, Ada, Ada, second).Rules());
        Assert.Equal(["needs-administrator"], Decide(Tomorrow, Ada, Milo, second).Rules());
    }

    [Fact]
    public void Another_day_or_successor_replaces_the_departure_and_the_same_is_nothing_new()
    {
        var leaving = Nora.Gone(days: 1, successor: Otto) with { Version = 9 };

        Assert.Equal(["nothing-changed"], Decide(Tomorrow, leaving).Rules());
        Assert.Equal((Today.AddDays(2), 10), (Left(Tomorrow with { On = Today.AddDays(2) }).On, Left(Tomorrow).Version));
        Assert.Equal(Boss.Email, Left(Tomorrow with { Successor = Boss.Email }).Successor);

        Departure Left(LeaveAgency command) =>
            Decide(command, leaving with { Left = leaving.Left! with { Why = "Moves", On = Today.AddDays(5) } }).After().Left!;
    }

    [Fact]
    public void Who_returns_is_there_again()
    {
        var returned = Return.Decide(new("Stays"), Nora.Gone(days: 1), Milo, Here);

        Assert.Null(returned.After().Left);
        Assert.Equal(["has-not-left"], Return.Decide(new("Stays"), Nora, Milo, Here).Rules());
        Assert.Equal(["reason required"], Return.Decide(new(null), Nora.Gone(), Milo, Here).Rules());
    }

    [Fact]
    public void An_authority_comes_back_by_an_administrator_alone()
    {
        var approver = Make("petra", Role.Approver) with { Authority = "high" };

        Assert.Equal(["needs-administrator"], Return.Decide(new("Back"), approver.Gone(), Milo, Here).Rules());
        Assert.Empty(Return.Decide(new("Back"), approver.Gone(), Ada, Here).Rules());
        Assert.Empty(Return.Decide(new("Stays"), approver.Gone(days: 1), Milo, Here).Rules());
    }

    private static RecordDecision<Person> Decide(
        LeaveAgency command,
        Person? person = null,
        Person? by = null,
        DecisionContext? context = null
    ) => Leave.Decide(command, person ?? Nora, by ?? Milo, context ?? Here);
}
