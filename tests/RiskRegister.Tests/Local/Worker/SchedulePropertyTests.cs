using FsCheck;
using FsCheck.Fluent;
using NCrontab;
using RiskRegister.Local.Worker;
using Xunit;

namespace RiskRegister.Tests.Local.Worker;

public sealed class SchedulePropertyTests
{
    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"];

    [Fact]
    public void An_occurrence_is_after_the_instant_and_nothing_lies_between() =>
        Check(
            from expression in Expressions(Gen.OneOf(Field(0, 23), Gen.Elements("*", "*/2", "8-17")))
            from zone in Gen.Elements(Zones)
            from instant in Instants
            select (expression, zone, instant),
            given =>
            {
                var schedule = Schedule.Parse(given.expression, Zone(given.zone))!;
                var next = schedule.Next(given.instant);
                Assert.True(next > given.instant);
                // Whichever instant before it one asks at, the answer is the same.
                Assert.Equal(next, schedule.Next(given.instant + ((next - given.instant) / 2)));
                Assert.Equal(next, schedule.Next(next.AddTicks(-1)));
            }
        );

    [Fact]
    public void An_occurrence_matches_the_expression_on_the_wall_clock_except_where_the_clock_left_it_out() =>
        Check(
            from expression in Expressions(Gen.OneOf(Field(0, 23), Gen.Elements("*", "*/3", "8-17")))
            from zone in Gen.Elements(Zones)
            from instant in Instants
            select (expression, zone, instant),
            given =>
            {
                var zone = Zone(given.zone);
                var next = Schedule.Parse(given.expression, zone)!.Next(given.instant);
                var local = TimeZoneInfo.ConvertTime(next, zone).DateTime;
                var isAfterGap = zone.GetUtcOffset(next) > zone.GetUtcOffset(next.AddHours(-3));
                Assert.True(isAfterGap || Crontab(given.expression).GetNextOccurrence(local.AddSeconds(-1)) == local);
            }
        );

    [Fact]
    public void A_fixed_hour_comes_once_a_day_through_the_whole_year() =>
        Check(
            from minute in Gen.Choose(0, 59)
            from hour in Gen.Choose(0, 23)
            from zone in Gen.Elements(Zones)
            from year in Gen.Choose(2020, 2035)
            select (minute, hour, zone, year),
            given =>
            {
                var schedule = Schedule.Parse($"0 {given.minute} {given.hour} * * *", Zone(given.zone))!;
                var at = new DateTimeOffset(given.year, 1, 2, 0, 0, 0, TimeSpan.Zero);
                var days = new List<DateTime>();
                for (var day = 0; day < 365; day++)
                {
                    at = schedule.Next(at);
                    days.Add(schedule.Local(at).Date);
                }

                Assert.Equal(Enumerable.Range(0, 365).Select(day => days[0].AddDays(day)), days);
            },
            runs: 40
        );

    [Fact]
    public void An_interval_is_kept_through_changes_of_the_clock() =>
        Check(
            from every in Gen.Elements(1, 2, 5, 10, 15, 30)
            from zone in Gen.Elements("UTC", "Europe/Berlin", "America/New_York")
            from instant in Instants
            select (every, zone, instant),
            given =>
            {
                var schedule = Schedule.Parse($"0 */{given.every} * * * *", Zone(given.zone))!;
                var first = schedule.Next(given.instant);
                var second = schedule.Next(first);
                Assert.Equal(TimeSpan.FromMinutes(given.every), second - first);
            },
            runs: 500
        );

    // Around the changes of the clock, where mistakes are, and anywhere else.
    private static Gen<DateTimeOffset> Instants =>
        from day in Gen.OneOf(
            Gen.Choose(0, 364),
            Gen.Elements(
                    new DateTime(2026, 3, 8),
                    new(2026, 3, 29),
                    new(2026, 10, 25),
                    new(2026, 11, 1),
                    new(2026, 4, 5),
                    new(2026, 10, 4)
                )
                .Select(date => date.DayOfYear - 1)
        )
        from second in Gen.Choose(-86400, 2 * 86400)
        select new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day).AddSeconds(second);

    private static Gen<string> Expressions(Gen<string> hours) =>
        from second in Gen.OneOf(Field(0, 59), Gen.Constant("0"))
        from minute in Gen.OneOf(Field(0, 59), Gen.Elements("*", "*/7", "0,30"))
        from hour in hours
        from day in Gen.Elements("*", "*", "1", "*/5")
        from weekday in Gen.Elements("*", "*", "MON-FRI", "0")
        select $"{second} {minute} {hour} {day} * {weekday}";

    private static Gen<string> Field(int from, int to) => Gen.Choose(from, to).Select(value => $"{value}");

    private static CrontabSchedule Crontab(string expression) =>
        CrontabSchedule.Parse(expression, new() { IncludingSeconds = true });

    private static TimeZoneInfo Zone(string name) => TimeZoneInfo.FindSystemTimeZoneById(name);

    private static void Check<T>(Gen<T> given, Action<T> holds, int runs = 300) =>
        Prop.ForAll(given.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(runs));
}
