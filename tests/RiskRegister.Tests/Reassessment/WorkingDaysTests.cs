using System.Globalization;
using RiskRegister.Criteria;
using RiskRegister.Reassessment;
using Xunit;

namespace RiskRegister.Tests.Reassessment;

public sealed class WorkingDaysTests
{
    private static readonly AgencySettings Default = DefaultSettings.For("North");

    [Theory]
    [InlineData("2031-06-18", 0, "2031-06-18")]
    [InlineData("2031-06-18", 1, "2031-06-19")]
    [InlineData("2031-06-18", 3, "2031-06-23")]
    [InlineData("2031-06-21", 1, "2031-06-23")]
    [InlineData("2031-06-18", 14, "2031-07-08")]
    public void The_default_week_is_Monday_to_Friday(string from, int count, string day) =>
        Assert.Equal(Day(day), WorkingDays.After(Day(from), count, Default));

    [Fact]
    public void Holidays_are_not_counted()
    {
        var settings = Default with
        {
            Holidays = [new(Day("2031-12-25"), "Christmas Day"), new(Day("2031-12-26"), "Boxing Day")],
        };

        Assert.Equal(Day("2031-12-29"), WorkingDays.After(Day("2031-12-24"), 1, settings));
    }

    [Fact]
    public void The_week_is_that_of_the_agency()
    {
        var settings = Default with { WorkingDays = [DayOfWeek.Sunday, DayOfWeek.Monday] };

        Assert.Equal(Day("2031-06-23"), WorkingDays.After(Day("2031-06-18"), 2, settings));
        Assert.Equal(Day("2031-06-29"), WorkingDays.After(Day("2031-06-18"), 3, settings));
    }

    [Fact]
    public void Weeks_that_are_all_holidays_are_passed_over()
    {
        var first = Day("2031-06-19");
        var settings = Default with
        {
            Holidays = [.. Enumerable.Range(0, 60).Select(n => new Holiday(first.AddDays(n), "Long"))],
        };

        Assert.Equal(first.AddDays(60), WorkingDays.After(Day("2031-06-18"), 1, settings));
    }

    [Fact]
    public void Counting_ends_with_the_calendar_where_nobody_ever_works() =>
        Assert.Equal(DateOnly.MaxValue, WorkingDays.After(Day("2031-06-18"), 1, Default with { WorkingDays = [] }));

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
