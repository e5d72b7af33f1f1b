using System.Globalization;
using RiskRegister.Local.Worker;
using Xunit;

namespace RiskRegister.Tests.Local.Worker;

public sealed class ScheduleTests
{
    // In Berlin clocks go from 02:00 to 03:00 on 29 March 2026, and from 03:00 back to 02:00 on 25 October 2026.
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("0 30 6 * * *", "2026-06-01T04:29:00Z", "2026-06-01T04:30:00Z")]
    [InlineData("0 30 6 * * *", "2026-06-01T04:30:00Z", "2026-06-02T04:30:00Z")]
    [InlineData("0 30 6 * * MON-FRI", "2026-01-02T06:00:00Z", "2026-01-05T05:30:00Z")]
    [InlineData("30 6 * * *", "2026-06-01T04:29:00Z", "2026-06-01T04:30:00Z")]
    [InlineData("*/10 * * * * *", "2026-06-01T04:29:05Z", "2026-06-01T04:29:10Z")]
    public void Occurrences_follow_the_clock_of_the_zone(string expression, string after, string next) =>
        AssertNext(expression, after, next);

    [Fact]
    public void A_fixed_time_that_is_left_out_runs_as_far_after_the_gap() =>
        AssertNext("0 30 2 * * *", "2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z");

    [Fact]
    public void A_fixed_time_that_comes_twice_runs_once() =>
        AssertNext("0 30 2 * * *", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");

    [Fact]
    public void An_interval_goes_on_through_the_gap() =>
        AssertNext("0 0 * * * *", "2026-03-28T23:30:00Z", "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z");

    [Fact]
    public void An_interval_goes_on_through_the_hour_that_comes_twice() =>
        AssertNext("0 0 * * * *", "2026-10-24T23:30:00Z", "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z");

    [Theory]
    [InlineData("")]
    [InlineData("every day")]
    [InlineData("0 0 25 * * *")]
    [InlineData("0 0 0 0 * * *")]
    [InlineData("0 0 0 31 2 *")]
    public void A_wrong_expression_is_no_schedule(string expression) => Assert.Null(Schedule.Parse(expression, Berlin));

    private static void AssertNext(string expression, string after, params string[] expected)
    {
        var schedule = Schedule.Parse(expression, Berlin)!;
        var at = Instant(after);
        foreach (var next in expected)
        {
            at = schedule.Next(at);
            Assert.Equal(Instant(next), at);
        }
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
