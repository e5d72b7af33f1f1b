using RiskRegister.People;
using Xunit;
using static RiskRegister.Tests.People.Staff;

namespace RiskRegister.Tests.People;

public sealed class StandInTests
{
    [Fact]
    public void Who_is_there_is_asked_themselves() => Assert.Equal(Nora, For(Nora));

    [Theory]
    [InlineData(-3, -1, "nora")]
    [InlineData(-3, 0, "otto")]
    [InlineData(0, 3, "otto")]
    [InlineData(1, 3, "nora")]
    public void The_delegate_is_asked_from_the_first_day_of_being_away_to_the_last(int from, int until, string asked) =>
        Assert.Equal($"{asked}@demo.example", For(Nora.AwayFor(Otto, from, until))!.Email);

    [Fact]
    public void Where_the_delegate_is_away_as_well_their_delegate_is_asked() =>
        Assert.Equal(Boss, For(Nora.AwayFor(Otto), Otto.AwayFor(Boss)));

    [Fact]
    public void Where_the_delegate_has_left_who_took_over_from_them_is_asked() =>
        Assert.Equal(Milo, For(Nora.AwayFor(Otto), Otto.Gone(successor: Milo)));

    [Fact]
    public void Two_who_stand_in_for_each_other_are_asked_themselves()
    {
        var (nora, otto) = (Nora.AwayFor(Otto), Otto.AwayFor(Nora));

        Assert.Equal(nora, For(nora, otto));
        Assert.Equal(otto, For(otto, nora));
    }

    [Fact]
    public void For_who_has_left_the_successor_is_asked_and_without_one_the_manager()
    {
        Assert.Equal(Otto, For(Nora.Gone(successor: Otto)));
        Assert.Equal(Boss, For(Nora.Gone()));
        Assert.Equal(Nora.Gone(days: 1), For(Nora.Gone(days: 1)));
    }

    [Fact]
    public void Nobody_is_asked_for_who_has_left_and_had_no_manager() => Assert.Null(For(Boss.Gone()));

    [Fact]
    public void Who_takes_over_is_found_along_the_managers_who_left()
    {
        var chief = Make("chief");

        Assert.Equal(chief, Heir(Nora.Gone(), Boss.Gone() with { Manager = chief.Email }, chief));
        Assert.Equal(Milo, Heir(Nora.Gone(), Boss.Gone(successor: Milo)));
        Assert.Null(Heir(Nora.Gone(), Boss.Gone()));
    }

    [Fact]
    public void A_successor_who_has_left_as_well_is_followed_and_then_the_manager()
    {
        Assert.Equal(Milo, Heir(Nora.Gone(successor: Otto), Otto.Gone(successor: Milo)));
        Assert.Equal(Boss, Heir(Nora.Gone(successor: Otto), Otto.Gone() with { Manager = null }));
    }

    [Fact]
    public void A_circle_of_people_who_left_ends_with_nobody() =>
        Assert.Null(Heir(Nora.Gone(successor: Otto), Otto.Gone(successor: Nora) with { Manager = null }, Boss.Gone()));

    [Fact]
    public void Who_takes_over_for_good_may_be_away_today() =>
        Assert.Equal(Otto.Email, Heir(Nora.Gone(successor: Otto), Otto.AwayFor(Milo))!.Email);

    [Fact]
    public void Somebody_stands_in_for_all_whose_work_comes_to_them()
    {
        var roster = With(Nora.AwayFor(Otto), Otto.AwayFor(Milo), Boss.Gone(successor: Milo), Ada.AwayFor(Milo, 5, 9));

        Assert.Equal(
            [Boss.Email, Nora.Email, Otto.Email],
            StandIn.Represented(Milo.Email, Today, roster).Select(p => p.Email).Order(StringComparer.Ordinal)
        );
        Assert.Empty(StandIn.Represented(Otto.Email, Today, roster));
    }

    private static Person? For(Person person, params Person[] others) => StandIn.For(person, Today, With([person, .. others]));

    private static Person? Heir(Person person, params Person[] others) => StandIn.Heir(person, Today, With([person, .. others]));
}
