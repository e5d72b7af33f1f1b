using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Work;
using Xunit;

namespace RiskRegister.Tests.Work;

public sealed class MyWorkTests
{
    private const string Me = "me@demo.example";
    private static readonly DateOnly Today = new(2026, 5, 4);
    private static readonly AgencySettings Settings = DefaultSettings.For("Agency");
    private static readonly Entry Mine = new()
    {
        Agency = "demo",
        Reference = "R-0001",
        State = EntryState.Open,
        Title = "Floods",
        Owner = "Me@demo.example",
        Inherent = Rate(1, 1),
        NextReview = Today.AddDays(30),
    };

    [Fact]
    public void Nothing_is_asked_while_all_is_in_order()
    {
        var work = Of(Mine);
        Assert.Equal(0, work.Waiting);
        Assert.Empty(work.Reviews);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public void A_review_is_asked_from_its_day_on_and_late_the_day_after(int days, bool late)
    {
        var item = Assert.Single(Of(Mine with { NextReview = Today.AddDays(days) }).Reviews);
        Assert.Equal((late, "/demo/entries/R-0001/review"), (item.Late, item.Href));
    }

    [Fact]
    public void A_review_that_a_run_has_asked_for_is_there_before_its_day() =>
        Assert.Single(Of(Mine with { Review = new OpenReview("2026-05-04", Today, "Asked by a manager.") }).Reviews);

    [Fact]
    public void The_late_review_of_somebody_else_is_a_decision_for_who_was_told()
    {
        var review = new OpenReview("2026-05-04", Today, "") { EscalatedTo = Me };
        var work = Of(Mine with { Owner = "other@demo.example", Review = review });
        Assert.Empty(work.Reviews);
        Assert.Equal("/demo/entries/R-0001/review", Assert.Single(work.Decisions).Href);
    }

    [Fact]
    public void An_own_entry_without_a_rating_is_to_be_rated() =>
        Assert.Equal("/demo/entries/R-0001/assess", Assert.Single(Of(Mine with { Inherent = null }).Decisions).Href);

    [Fact]
    public void Outside_appetite_a_response_is_to_be_chosen()
    {
        var high = Mine with { Inherent = Rate(5, 5) };
        Assert.Equal("/demo/entries/R-0001/respond", Assert.Single(Of(high).Decisions).Href);
        Assert.Empty(Of(high with { Response = new Response(ResponseKind.Avoid, "Too high") }).Decisions);
    }

    [Fact]
    public void Actions_are_those_of_the_person_who_does_them_by_their_days()
    {
        var entry = Mine with
        {
            Owner = "other@demo.example",
            Actions =
            [
                new PlannedAction("A1", "Later", Me, Today.AddDays(9), null, null),
                new PlannedAction("A2", "Overdue", Me, Today.AddDays(-1), null, null),
                new PlannedAction("A3", "Of the owner", null, Today, null, null),
                new PlannedAction("A4", "Done", Me, Today, null, null) { CompletedAt = DateTimeOffset.UnixEpoch },
            ],
        };
        var work = Of(entry);
        Assert.Equal(["Overdue", "Later"], work.Actions.Select(a => a.What));
        Assert.Equal([true, false], work.Actions.Select(a => a.Late));
        Assert.Equal(1, work.Waiting);
    }

    [Fact]
    public void The_effect_of_a_completed_action_is_checked_by_the_owner_from_its_day_on()
    {
        var done = new PlannedAction("A1", "Done", "other@demo.example", Today, null, null)
        {
            CompletedAt = DateTimeOffset.UnixEpoch,
        };
        Assert.Single(Of(Mine with { Actions = [done with { CheckDue = Today }] }).Checks);
        Assert.Empty(Of(Mine with { Actions = [done with { CheckDue = Today.AddDays(1) }] }).Checks);
    }

    [Fact]
    public void Drafts_stand_apart()
    {
        var work = Of(Mine with { State = EntryState.Draft, Inherent = null, NextReview = Today });
        Assert.Single(work.Drafts);
        Assert.Equal(0, work.Waiting);
    }

    [Fact]
    public void The_work_of_whom_somebody_stands_in_for_is_theirs_and_says_whose_it_is()
    {
        var other = new Person("demo", "other@demo.example", "Other", [Role.Owner], null);
        var theirs = Mine with
        {
            Owner = "Other@demo.example",
            NextReview = Today,
            Actions =
            [
                new PlannedAction("A1", "Dig", Me, Today, null, null),
                new PlannedAction("A2", "Pump", null, Today, null, null),
            ],
        };
        var work = MyWork.Of(Me, [theirs], Settings, Today, [other]);

        Assert.Equal("Other", Assert.Single(work.Reviews).InPlaceOf);
        Assert.Equal([null, "Other"], work.Actions.Select(a => a.InPlaceOf));
        Assert.Empty(Of(theirs).Reviews);
    }

    private static MyWork Of(params Entry[] entries) => MyWork.Of(Me, entries, Settings, Today);

    private static Rating Rate(int likelihood, int consequence) =>
        Settings.Criteria.Rate(EntryKind.Risk, likelihood, consequence, "Because", DateTimeOffset.UnixEpoch, Me);
}
