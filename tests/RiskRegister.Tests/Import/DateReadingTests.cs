using System.Globalization;
using RiskRegister.Import;
using Xunit;

namespace RiskRegister.Tests.Import;

public sealed class DateReadingTests
{
    [Theory]
    [InlineData("2026-03-15", "2026-03-15")]
    [InlineData("2026-03-15T10:00:00Z", "2026-03-15")]
    [InlineData("2026/3/5", "2026-03-05")]
    [InlineData("20260315", "2026-03-15")]
    [InlineData("15/03/2026", "2026-03-15")]
    [InlineData("3/15/2026", "2026-03-15")]
    [InlineData("15.3.26", "2026-03-15")]
    [InlineData("15-03-2026", "2026-03-15")]
    [InlineData("3/15/2026 12:00:00 AM", "2026-03-15")]
    [InlineData("15 Mar 2026", "2026-03-15")]
    [InlineData("15-Mar-26", "2026-03-15")]
    [InlineData("March 15th, 2026", "2026-03-15")]
    [InlineData("15 de marzo de 2026", "2026-03-15")]
    [InlineData("15 de março de 2026", "2026-03-15")]
    [InlineData("1er août 2026", "2026-08-01")]
    [InlineData("15 giugno 2026", "2026-06-15")]
    [InlineData("15. Dezember 2026", "2026-12-15")]
    [InlineData("15 października 2026", "2026-10-15")]
    [InlineData("15 мая 2026 г.", "2026-05-15")]
    [InlineData("2026年3月15日", "2026-03-15")]
    [InlineData("١٥ مارس ٢٠٢٦", "2026-03-15")]
    [InlineData("46096", "2026-03-15")]
    [InlineData("Feb 2028", "2028-02-29")]
    [InlineData("2026-02", "2026-02-28")]
    [InlineData("Q3 2026", "2026-09-30")]
    [InlineData("2026", "2026-12-31")]
    [InlineData("Mar-26", "2026-03-31")]
    public void Dates_are_read_in_every_order(string cell, string expected) =>
        Assert.Equal(
            DateOnly.ParseExact(expected, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateReading.Decide([cell]).Read(cell).Date
        );

    [Theory]
    [InlineData("ongoing")]
    [InlineData("laufend")]
    [InlineData("31/02/2026")]
    [InlineData("next meeting")]
    [InlineData("26-Mar")]
    [InlineData("12")]
    public void What_is_no_day_is_a_problem(string cell)
    {
        var (date, _, problem) = DateReading.Decide([cell]).Read(cell);

        Assert.Null(date);
        Assert.Contains(cell, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_other_rows_decide_whether_the_month_comes_first()
    {
        Assert.Equal(new DateOnly(2026, 3, 4), DateReading.Decide(["3/4/2026", "3/25/2026"]).Read("3/4/2026").Date);
        Assert.Equal(new DateOnly(2026, 4, 3), DateReading.Decide(["3/4/2026", "25/3/2026"]).Read("3/4/2026").Date);
    }

    [Fact]
    public void Without_evidence_the_day_is_first_and_that_is_told()
    {
        var reading = DateReading.Decide(["3/4/2026"]);

        Assert.Equal(new DateOnly(2026, 4, 3), reading.Read("3/4/2026").Date);
        Assert.Contains("day first", reading.Message(), StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2026, 3, 4), DateReading.Decide(["3/4/2026"], dayFirst: false).Read("3/4/2026").Date);
    }

    [Fact]
    public void Where_rows_contradict_each_other_an_ambiguous_date_is_a_problem() =>
        Assert.Contains(
            "two dates",
            DateReading.Decide(["3/25/2026", "25/3/2026", "3/4/2026"]).Read("3/4/2026").Problem,
            StringComparison.Ordinal
        );
}
