using System.Globalization;
using System.Text.Json;
using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Tests.Entries;
using Xunit;

namespace RiskRegister.Tests.Criteria;

public sealed class AgencySettingsTests
{
    private static readonly AgencySettings Default = DefaultSettings.For("Fairwater Permits Office");

    [Fact]
    public void The_defaults_have_a_matrix_as_large_as_the_scales_and_of_known_levels()
    {
        var criteria = Default.Criteria;

        Assert.Equal(criteria.Likelihood.Count, criteria.Matrix.Count);
        Assert.Equal(criteria.Feasibility.Count, criteria.Matrix.Count);
        Assert.All(criteria.Matrix, row => Assert.Equal(criteria.Consequence.Count, row.Count));
        Assert.All(criteria.Matrix, row => Assert.Equal(criteria.Benefit.Count, row.Count));
        Assert.Equal(criteria.Levels.Select(l => l.Id).Order(), criteria.Matrix.SelectMany(row => row).Distinct().Order());
    }

    [Fact]
    public void The_default_level_never_falls_with_a_higher_step()
    {
        var ranks = Default.Criteria.Matrix.Select(row => row.Select(Default.Criteria.RankOf).ToList()).ToList();

        Assert.All(ranks, row => Assert.Equal(row.Order(), row));
        Assert.All(
            Enumerable.Range(0, ranks[0].Count),
            n => Assert.Equal(ranks.Select(r => r[n]).Order(), ranks.Select(r => r[n]))
        );
    }

    [Fact]
    public void A_higher_default_level_is_reviewed_more_often()
    {
        var days = Default.Criteria.Levels.Select(l => l.ReviewEveryDays).ToList();

        Assert.Equal(days.OrderDescending(), days);
        Assert.All(days, d => Assert.InRange(d, 1, 365));
    }

    [Fact]
    public void The_defaults_name_and_describe_every_step()
    {
        var criteria = Default.Criteria;
        IReadOnlyList<ScaleStep>[] scales = [criteria.Likelihood, criteria.Consequence, criteria.Feasibility, criteria.Benefit];

        Assert.All(scales, s => Assert.InRange(s.Count, 3, 7));
        Assert.All(scales, s => Assert.Distinct(s.Select(step => step.Name)));
        Assert.All(scales.SelectMany(s => s), s => Assert.True(s.Name.Length > 0 && s.Description.Length > 0));
    }

    [Fact]
    public void The_defaults_have_an_appetite_for_every_category_and_deadlines_in_order()
    {
        Assert.All(Default.Categories, c => Assert.InRange(Default.AppetiteRank(c), 1, Default.Criteria.Levels.Count));
        Assert.Distinct(Default.Categories);
        var deadlines = Default.Deadlines;
        int[] days = [.. deadlines.Reminders, deadlines.EscalateToManager, deadlines.EscalateToRiskManager];
        Assert.Equal(days.Order().Distinct(), days);
    }

    [Fact]
    public void An_agency_begins_with_the_defaults_under_its_own_name()
    {
        Assert.Equal(Default with { Name = "Other" }, DefaultSettings.For("Other"));
    }

    [Fact]
    public void Settings_are_read_as_they_were_stored()
    {
        var read = JsonSerializer.Deserialize<AgencySettings>(Text(Default), RegisterJson.Options)!;

        Assert.Equal(Text(Default), Text(read));
    }

    [Theory]
    [InlineData("Europe/London", "2031-06-18T23:30:00Z", "2031-06-19")]
    [InlineData("Europe/London", "2031-01-18T23:30:00Z", "2031-01-18")]
    [InlineData("Pacific/Auckland", "2031-06-18T12:00:00Z", "2031-06-19")]
    [InlineData("America/New_York", "2031-06-18T03:59:00Z", "2031-06-17")]
    [InlineData("Europe/London", "2031-06-19T01:30:00+02:00", "2031-06-19")]
    public void Today_is_decided_by_the_agencys_time_zone(string zone, string instant, string day)
    {
        var here = Default with { TimeZone = zone };

        Assert.Equal(
            DateOnly.Parse(day, CultureInfo.InvariantCulture),
            here.DayOf(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture))
        );
    }

    [Theory]
    [InlineData(1, 1, 365)]
    [InlineData(3, 3, 180)]
    [InlineData(3, 5, 90)]
    [InlineData(5, 5, 30)]
    public void The_level_decides_how_often_an_entry_is_reviewed(int likelihood, int consequence, int days)
    {
        var rating = Default.Criteria.Rate(EntryKind.Risk, likelihood, consequence, "Because", States.Now, States.Actor);

        Assert.Equal(States.Today.AddDays(days), Default.NextReview(rating, States.Today));
    }

    [Theory]
    [InlineData(Velocity.Slow, 30)]
    [InlineData(Velocity.Moderate, 30)]
    [InlineData(Velocity.Fast, 15)]
    public void What_bites_fast_is_reviewed_after_a_share_of_the_interval_of_its_level(Velocity velocity, int days)
    {
        var rating = Default.Criteria.Rate(EntryKind.Risk, 5, 5, "Because", States.Now, States.Actor);

        Assert.Equal(States.Today.AddDays(days), Default.NextReview(rating, States.Today, velocity));
    }

    [Fact]
    public void An_entry_without_a_rating_is_looked_at_as_often_as_the_highest_level() =>
        Assert.Equal(States.Today.AddDays(30), Default.NextReview(null, States.Today));

    [Fact]
    public void A_category_without_an_appetite_of_its_own_has_that_of_all_others()
    {
        var settings = Default with
        {
            Appetite = new Dictionary<string, string> { ["*"] = "high", ["Legal"] = "low" },
        };

        Assert.Equal((1, 3, 3), (settings.AppetiteRank("Legal"), settings.AppetiteRank("People"), settings.AppetiteRank(null)));
    }

    private static string Text(AgencySettings settings) => JsonSerializer.Serialize(settings, RegisterJson.Options);
}
