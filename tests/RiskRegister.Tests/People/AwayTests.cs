using RiskRegister.Entries;
using RiskRegister.People;
using Xunit;
using static RiskRegister.Tests.People.Staff;

namespace RiskRegister.Tests.People;

public sealed class AwayTests
{
    private static readonly SetPersonAway Week = new(Today, Today.AddDays(6), Otto.Email, "Walking");

    [Fact]
    public void Absences_are_kept_in_the_order_of_their_days()
    {
        var away = Set(Week, Nora.AwayFor(Boss, 20, 30)).After().Away;

        Assert.Equal([Otto.Email, Boss.Email], away.Select(a => a.Delegate));
        Assert.Equal(new Absence(Today, Today.AddDays(6), Otto.Email, "Walking"), away[0]);
    }

    [Fact]
    public void The_days_are_in_order_and_not_over()
    {
        Assert.Equal(["from required", "until bad-day"], Set(Week with { From = null, Until = null }).Rules());
        Assert.Equal(["until bad-day"], Set(Week with { Until = Today.AddDays(-1) }).Rules());
        Assert.Equal(["until bad-day"], Set(new(Today.AddDays(-9), Today.AddDays(-1), Otto.Email, null)).Rules());
        Assert.Equal(["until bad-day"], Set(Week with { Until = Today.AddDays(367) }).Rules());
        Assert.Empty(Set(new(Today.AddDays(-9), Today, Otto.Email, null)).Rules());
    }

    [Theory]
    [InlineData(-3, -1, false)]
    [InlineData(-3, 0, true)]
    [InlineData(2, 3, true)]
    [InlineData(6, 9, true)]
    [InlineData(7, 9, false)]
    public void Nobody_is_away_twice_on_a_day(int from, int until, bool overlaps) =>
        Assert.Equal(overlaps ? ["from overlap"] : [], Set(Week, Nora.AwayFor(Boss, from, until)).Rules());

    [Fact]
    public void Who_stands_in_is_somebody_else_who_is_here()
    {
        Assert.Equal(["delegate required"], Set(Week with { Delegate = " " }).Rules());
        Assert.Equal(["delegate oneself"], Set(Week with { Delegate = "NORA@demo.example" }).Rules());
        Assert.Equal(["delegate unknown-person"], Set(Week with { Delegate = "x@demo.example" }).Rules());
        var leaving = Here with { People = With(Otto.Gone(days: 1)) };
        Assert.Empty(SetAway.Decide(Week, Nora, Nora, leaving).Rules());
        Assert.Equal(["delegate has-left"], SetAway.Decide(Week with { From = Today.AddDays(1) }, Nora, Nora, leaving).Rules());
    }

    [Fact]
    public void An_absence_to_come_is_taken_back_and_one_that_has_begun_ends_yesterday()
    {
        Assert.Empty(Cancel(Nora.AwayFor(Otto, 2, 5), 2).After().Away);
        Assert.Empty(Cancel(Nora.AwayFor(Otto, 0, 5), 0).After().Away);
        Assert.Equal(Today.AddDays(-1), Assert.Single(Cancel(Nora.AwayFor(Otto, -3, 5), -3).After().Away).Until);
    }

    [Fact]
    public void What_is_over_is_kept_and_what_is_not_there_can_not_be_taken_back()
    {
        Assert.Equal(["from over-already"], Cancel(Nora.AwayFor(Otto, -3, -1), -3).Rules());
        Assert.Equal(["from unknown-absence"], Cancel(Nora.AwayFor(Otto, -3, 5), -2).Rules());
    }

    private static RiskRegister.Register.Records.RecordDecision<Person> Set(SetPersonAway command, Person? person = null) =>
        SetAway.Decide(command, person ?? Nora, Nora, Here);

    private static RiskRegister.Register.Records.RecordDecision<Person> Cancel(Person person, int from) =>
        CancelAway.Decide(new(Today.AddDays(from)), person, person, Here);
}
