using RiskRegister.Digests;
using RiskRegister.People;
using Xunit;

namespace RiskRegister.Tests.Digests;

public sealed class DigestPeriodTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    private static readonly Person Reader = new("demo", "reader@demo.example", "Rufus", [Role.Reader], null);

    [Theory]
    [InlineData(DigestFrequency.Daily, "2031-06-18", "2031-06-18", "2031-06-17")]
    [InlineData(DigestFrequency.Weekly, "2031-06-18", "2031-W25", "2031-W24")]
    [InlineData(DigestFrequency.Weekly, "2031-12-30", "2032-W01", "2031-W52")]
    [InlineData(DigestFrequency.Weekly, "2027-01-03", "2026-W53", "2026-W52")]
    [InlineData(DigestFrequency.Monthly, "2031-01-31", "2031-01", "2030-12")]
    public void A_period_is_named_by_day_ISO_week_or_month(DigestFrequency frequency, string day, string key, string before)
    {
        var period = DigestPeriod.Of(frequency, DateOnly.ParseExact(day, "yyyy-MM-dd", null));

        Assert.Equal((key, before), (period.Key, period.Previous.Key));
        Assert.Equal(period, DigestPeriod.Parse(key));
    }

    [Theory]
    [InlineData("2031-06-18T05:59:59Z", null)]
    [InlineData("2031-06-18T06:00:00Z", "2031-06-18")]
    [InlineData("2031-06-18T22:59:59Z", "2031-06-18")]
    [InlineData("2031-06-18T23:00:00Z", null)]
    public void A_daily_digest_is_due_from_its_hour_in_the_time_zone_of_the_agency_until_the_day_ends(string now, string? key) =>
        Assert.Equal(key, Due(Reader, now));

    [Theory]
    [InlineData("2031-06-16T05:00:00Z", null)]
    [InlineData("2031-06-16T06:00:00Z", "2031-W25")]
    [InlineData("2031-06-18T12:00:00Z", "2031-W25")]
    [InlineData("2031-06-20T12:00:00Z", null)]
    public void A_weekly_digest_that_nothing_queued_on_its_day_is_still_queued_some_days_later(string now, string? key) =>
        Assert.Equal(key, Due(With(DigestFrequency.Weekly), now));

    [Theory]
    [InlineData("2031-06-02T06:00:00Z", "2031-06")]
    [InlineData("2031-06-09T06:00:00Z", null)]
    public void A_monthly_digest_comes_on_the_first_weekday_of_the_month(string now, string? key) =>
        Assert.Equal(key, Due(With(DigestFrequency.Monthly), now));

    [Fact]
    public void Who_wants_no_digest_gets_none() => Assert.Null(Due(With(DigestFrequency.None), "2031-06-18T12:00:00Z"));

    [Theory]
    // Clocks are put forward: 1 o'clock in London, 2 o'clock in New York and on Lord Howe Island (by half an hour) are left out.
    [InlineData("Europe/London", "2031-03-30", 1, "2031-03-30T01:00:00Z")]
    [InlineData("Europe/London", "2031-03-30", 2, "2031-03-30T01:00:00Z")]
    [InlineData("America/New_York", "2031-03-09", 2, "2031-03-09T07:00:00Z")]
    [InlineData("Australia/Lord_Howe", "2031-10-05", 2, "2031-10-04T16:00:00Z")]
    // Clocks are put back: these hours are there twice.
    [InlineData("Europe/London", "2031-10-26", 1, "2031-10-26T00:00:00Z")]
    [InlineData("Europe/London", "2031-10-26", 2, "2031-10-26T02:00:00Z")]
    [InlineData("America/New_York", "2031-11-02", 1, "2031-11-02T05:00:00Z")]
    [InlineData("Asia/Kathmandu", "2031-06-18", 7, "2031-06-18T01:15:00Z")]
    public void An_hour_that_does_not_exist_counts_as_the_next_and_one_that_is_there_twice_as_the_first(
        string zone,
        string day,
        int hour,
        string utc
    )
    {
        var instant = DigestPeriod.HourOf(
            DateOnly.ParseExact(day, "yyyy-MM-dd", null),
            hour,
            TimeZoneInfo.FindSystemTimeZoneById(zone)
        );

        Assert.Equal(utc, instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null));
    }

    private static Person With(DigestFrequency frequency) =>
        Reader with
        {
            Digests = new DigestPreferences { Frequency = frequency },
        };

    private static string? Due(Person person, string now) =>
        DigestPeriod
            .Due(person, DigestKind.Digest, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), London)
            ?.Key;
}
