using RiskRegister.Digests.Alarms;
using RiskRegister.Tests.Entries;
using Xunit;

namespace RiskRegister.Tests.Digests.Alarms;

public sealed class AlarmTests
{
    private static readonly MailSigns AllIsWell = new(0, 0, States.Now.AddHours(-9), HasRun: true);

    [Fact]
    public void Nothing_is_told_while_all_is_sent() => Assert.Empty(Alarm.Of(AllIsWell, States.Now));

    [Fact]
    public void Mails_that_wait_and_mails_that_have_failed_are_told() =>
        Assert.Equal(
            ["2 mails wait that should have been sent more than an hour ago.", "1 mail has failed within the last day."],
            Alarm.Of(AllIsWell with { Waiting = 2, Failed = 1 }, States.Now).Select(t => t.Sentence())
        );

    [Theory]
    [InlineData(2.9, false, 0)]
    [InlineData(3.0, false, 1)]
    [InlineData(9.0, true, 0)]
    public void A_day_without_a_run_is_told_three_hours_after_it_began(double hours, bool hasRun, int troubles) =>
        Assert.Equal(
            troubles,
            Alarm.Of(AllIsWell with { DayBegan = States.Now.AddHours(-hours), HasRun = hasRun }, States.Now).Count
        );

    [Fact]
    public void The_troubles_of_several_agencies_are_added_up() =>
        Assert.Equal(
            [new MailTrouble("waiting", 5), new MailTrouble("no-run", 2)],
            Alarm.Sum([new("waiting", 2), new("no-run", 1), new("waiting", 3), new("no-run", 1)])
        );
}
