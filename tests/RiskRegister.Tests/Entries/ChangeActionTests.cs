using RiskRegister.Entries;
using RiskRegister.Entries.Acting;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class ChangeActionTests
{
    private static readonly ChangeEntryAction Later = new(
        "A1",
        null,
        null,
        States.Today.AddDays(9),
        null,
        null,
        null,
        " The supplier is late "
    );

    private static readonly Entry Planned = States.ARatedRisk.After(
        new ActionPlanned("A1", "Buy a pump", States.Actor, States.Today, "Keep records", "Dry floor") { Cost = 90 }
    );

    [Fact]
    public void What_is_left_out_of_a_change_stays_as_it_is()
    {
        var changed = Changed(Planned, Later);

        Assert.Equal(States.Today.AddDays(9), changed.Due);
        Assert.Equal(
            ("Buy a pump", States.Actor, "Keep records", "Dry floor", 90m, "The supplier is late"),
            (changed.Title, changed.Owner, changed.Process, changed.Measure, changed.Cost, changed.Reason)
        );
    }

    [Fact]
    public void An_empty_text_takes_process_or_measure_away()
    {
        var changed = Changed(Planned, Later with { Process = "", Measure = " " });

        Assert.Equal((null, null), (changed.Process, changed.Measure));
    }

    [Fact]
    public void An_action_changes_for_a_reason() =>
        Assert.Equal(["reason required"], Decide(Planned, Later with { Reason = " " }).Rules());

    [Fact]
    public void A_change_that_changes_nothing_is_refused() =>
        Assert.Equal(
            ["nothing-to-change"],
            Decide(Planned, Later with { Due = States.Today, Title = "Buy a pump ", Cost = 90.00m }).Rules()
        );

    [Fact]
    public void A_new_day_is_not_in_the_past_but_a_day_that_has_passed_may_stay()
    {
        var late = States.ARatedRisk.After(new ActionPlanned("A1", "Buy a pump", null, States.Today.AddDays(-5), null, null));

        Assert.Equal(["due in-the-past"], Decide(late, Later with { Due = States.Today.AddDays(-1) }).Rules());
        Assert.Equal("Buy two", Changed(late, Later with { Due = States.Today.AddDays(-5), Title = "Buy two" }).Title);
    }

    [Fact]
    public void A_title_can_not_be_taken_away() =>
        Assert.Equal(["title required"], Decide(Planned, Later with { Title = " " }).Rules());

    [Fact]
    public void Only_an_open_action_can_be_changed_or_given_up()
    {
        var dropped = Planned.After(new ActionDropped("A1", States.Today, "Not needed"));
        (Entry Entry, string Rule)[] others =
        [
            (States.ARiskWithACompletedAction, "action completed-already"),
            (dropped, "action dropped-already"),
            (States.ARatedRisk, "action unknown-action"),
            (Planned.After(new Closed("Gone")), "entry-is-closed"),
        ];

        Assert.All(others, o => Assert.Equal([o.Rule], Decide(o.Entry, Later).Rules()));
        Assert.All(others, o => Assert.Equal([o.Rule], DropAction.Decide(new("A1", "No"), o.Entry, States.Context).Rules()));
        Assert.Equal(["action dropped-already"], CompleteAction.Decide(new("A1", "Done"), dropped, States.Context).Rules());
    }

    [Fact]
    public void An_action_is_given_up_for_a_reason_on_the_day()
    {
        Assert.Equal(
            [new ActionDropped("A1", States.Today, "Not needed")],
            DropAction.Decide(new("A1", " Not needed "), Planned, States.Context).Accepted()
        );
        Assert.Equal(["reason required"], DropAction.Decide(new("A1", null), Planned, States.Context).Rules());
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1.50", "1.5")]
    [InlineData("1000000000000.00", "1000000000000")]
    public void A_cost_is_kept_as_a_database_writes_it(string cost, string kept)
    {
        var planned = PlanAction
            .Decide(new("Buy", null, States.Today, null, null) { Cost = Number(cost) }, States.ARatedRisk, States.Context)
            .Accepted();

        Assert.Equal(kept, $"{Assert.IsType<ActionPlanned>(Assert.Single(planned)).Cost}");
    }

    [Theory]
    [InlineData("-0.01")]
    [InlineData("1.234")]
    [InlineData("1000000000000.01")]
    public void A_cost_is_an_amount_of_money_from_zero_on(string cost)
    {
        var plan = new PlanEntryAction("Buy", null, States.Today, null, null) { Cost = Number(cost) };

        Assert.Equal(["cost no-amount"], PlanAction.Decide(plan, States.ARatedRisk, States.Context).Rules());
        Assert.Equal(["cost no-amount"], Decide(Planned, Later with { Cost = Number(cost) }).Rules());
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Decision Decide(Entry entry, ChangeEntryAction command) => ChangeAction.Decide(command, entry, States.Context);

    private static ActionChanged Changed(Entry entry, ChangeEntryAction command) =>
        Assert.IsType<ActionChanged>(Assert.Single(Decide(entry, command).Accepted()));
}
