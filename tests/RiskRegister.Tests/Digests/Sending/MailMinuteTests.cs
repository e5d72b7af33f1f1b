using RiskRegister.Digests.Sending;
using RiskRegister.Tests.Entries;
using Xunit;

namespace RiskRegister.Tests.Digests.Sending;

public sealed class MailMinuteTests
{
    private static readonly DateTimeOffset Now = States.Now.AddSeconds(20);

    [Fact]
    public void What_a_minute_has_left_is_used_at_once_and_the_rest_is_spread_over_the_next_ones()
    {
        var turns = Turns(Now, 10, perMinute: 4);

        Assert.Equal(Enumerable.Repeat(Now, 4), turns[..4]);
        Assert.Equal([0, 15, 30, 45], turns[4..8].Select(t => (t - States.Now.AddMinutes(1)).TotalSeconds));
        Assert.Equal([0, 15], turns[8..].Select(t => (t - States.Now.AddMinutes(2)).TotalSeconds));
    }

    [Fact]
    public void No_minute_has_more_turns_than_the_limit_whenever_they_are_asked_for()
    {
        var random = new Random(18);
        MailMinute? minute = null;
        var (turns, now) = (new List<DateTimeOffset>(), Now);
        for (var n = 0; n < 500; n++)
        {
            now = now.AddSeconds(random.Next(10) == 0 ? random.Next(200) : 0);
            (minute, var turn) = MailMinute.Next(minute, now, 7);
            Assert.True(turn >= now);
            turns.Add(turn);
        }

        Assert.All(turns.GroupBy(t => t.Ticks / TimeSpan.TicksPerMinute), minutes => Assert.True(minutes.Count() <= 7));
    }

    [Fact]
    public void A_minute_without_mails_does_not_save_its_turns_for_later()
    {
        var (minute, _) = MailMinute.Next(null, Now, 2);

        Assert.Equal(1, MailMinute.Next(minute, Now.AddMinutes(30), 2).After.Taken);
    }

    private static List<DateTimeOffset> Turns(DateTimeOffset now, int count, int perMinute)
    {
        MailMinute? minute = null;
        var turns = new List<DateTimeOffset>();
        for (var n = 0; n < count; n++)
        {
            (minute, var turn) = MailMinute.Next(minute, now, perMinute);
            turns.Add(turn);
        }

        return turns;
    }
}
