using System.Text.Json;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Entries.Pursuing;
using RiskRegister.Register;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class PursuitTests
{
    private static readonly DateOnly Today = States.Today;

    private static readonly ExpectEntryBenefit Expectation = new("Answers within a week", 80, "% of all", Today.AddDays(300));

    private static readonly Entry Expecting = States.ARatedOpportunity.After(
        new PursuitDecided(PursuitKind.Pursue, "It pays", null),
        new BenefitExpected("Answers within a week", 80, "% of all", Today.AddDays(300))
    );

    [Theory]
    [InlineData(PursuitKind.Pursue, null)]
    [InlineData(PursuitKind.Defer, 1)]
    [InlineData(PursuitKind.Decline, null)]
    public void A_decision_about_an_opportunity_keeps_its_reason(PursuitKind decision, int? days)
    {
        DateOnly? until = days is { } ahead ? Today.AddDays(ahead) : null;

        Assert.Equal([new PursuitDecided(decision, "Why", until)], Decide(new(decision, " Why ", until)).Accepted());
    }

    [Fact]
    public void A_decision_and_its_reason_are_asked_for() =>
        Assert.Equal(["decision required", "reason required"], Decide(new(null, null, null)).Rules());

    [Fact]
    public void A_deferred_opportunity_needs_the_day_of_the_next_decision_later_than_today()
    {
        Assert.Equal(["until bad-day"], Decide(new(PursuitKind.Defer, "Why", null)).Rules());
        Assert.Equal(["until bad-day"], Decide(new(PursuitKind.Defer, "Why", Today)).Rules());
    }

    [Fact]
    public void Only_a_deferred_opportunity_has_a_day_of_the_next_decision()
    {
        Assert.Equal(["until not-for-this-decision"], Decide(new(PursuitKind.Pursue, "Why", Today.AddDays(1))).Rules());
        Assert.Equal(["until not-for-this-decision"], Decide(new(PursuitKind.Decline, "Why", Today.AddDays(1))).Rules());
    }

    [Fact]
    public void Only_opportunities_are_pursued_and_bring_benefits()
    {
        var risk = States.ARatedRisk;

        Assert.Equal(["only-opportunities"], Decide(new(PursuitKind.Pursue, "Why", null), risk).Rules());
        Assert.Equal(["only-opportunities"], Expect(Expectation, risk).Rules());
        Assert.Equal(["only-opportunities"], Realise(new(1, Today, "Counted"), risk).Rules());
    }

    [Fact]
    public void A_closed_opportunity_is_not_decided_on()
    {
        var closed = Expecting.After(new Closed("Done"));

        Assert.Equal(["entry-is-closed"], Decide(new(PursuitKind.Pursue, "Why", null), closed).Rules());
        Assert.Equal(["entry-is-closed"], Expect(Expectation, closed).Rules());
        Assert.Equal(["entry-is-closed"], Realise(new(1, Today, "Counted"), closed).Rules());
    }

    [Fact]
    public void A_declined_opportunity_may_be_taken_up_again()
    {
        var declined = States.ARatedOpportunity.After(new PursuitDecided(PursuitKind.Decline, "Too dear", null));
        var taken = declined.After([.. Decide(new(PursuitKind.Pursue, "Cheaper now", null), declined).Accepted()]);

        Assert.Equal((PursuitKind.Pursue, "Cheaper now"), (taken.Pursuit!.Decision, taken.Pursuit.Reason));
    }

    [Fact]
    public void An_expected_benefit_has_measure_value_unit_and_day()
    {
        Assert.Equal(
            [new BenefitExpected("Answers within a week", 80, "% of all", Today.AddDays(300))],
            Expect(Expectation with { Measure = " Answers within a week " }).Accepted()
        );
        Assert.Equal(
            ["measure required", "value not-above-0", "unit required", "by required"],
            Expect(new(null, null, null, null)).Rules()
        );
        Assert.Equal(["value not-above-0"], Expect(Expectation with { Value = 0 }).Rules());
    }

    [Fact]
    public void Nothing_is_expected_of_a_declined_opportunity() =>
        Assert.Equal(
            ["declined"],
            Expect(Expectation, States.ARatedOpportunity.After(new PursuitDecided(PursuitKind.Decline, "Why", null))).Rules()
        );

    [Fact]
    public void Measure_and_unit_stay_once_something_was_realised()
    {
        var told = Expecting.After(new BenefitRealised(20, Today, "Counted"));

        Assert.Single(Expect(Expectation with { Value = 90 }, told).Accepted());
        Assert.Single(Expect(Expectation with { Unit = "of 100" }, Expecting).Accepted());
        Assert.Equal(["measure told-already"], Expect(Expectation with { Measure = "Answers" }, told).Rules());
        Assert.Equal(["measure told-already"], Expect(Expectation with { Unit = "of 100" }, told).Rules());
    }

    [Fact]
    public void A_benefit_is_realised_only_when_one_is_expected() =>
        Assert.Equal(["nothing-expected"], Realise(new(1, Today, "Counted"), States.ARatedOpportunity).Rules());

    [Fact]
    public void A_realised_benefit_has_a_value_a_note_and_a_day_that_has_come()
    {
        Assert.Equal([new BenefitRealised(-1.5m, Today, "Counted")], Realise(new(-1.5m, Today, " Counted ")).Accepted());
        Assert.Equal(["value required", "on bad-day", "note required"], Realise(new(null, null, null)).Rules());
        Assert.Equal(["on bad-day"], Realise(new(1, Today.AddDays(1), "Counted")).Rules());
    }

    [Fact]
    public void What_is_told_several_times_does_not_add_up_the_latest_day_counts()
    {
        var entry = Expecting.After(
            new BenefitRealised(20, Today.AddDays(-2), "Counted"),
            new BenefitRealised(40, Today, "Counted"),
            new BenefitRealised(30, Today.AddDays(-1), "Told late")
        );

        Assert.Equal(new Realisation(80, 40, 0.5), Realisation.Of(entry));
        Assert.Equal(3, entry.Realised.Count);
    }

    [Fact]
    public void Of_two_values_for_one_day_the_one_told_later_counts() =>
        Assert.Equal(
            new Realisation(80, 60, 0.75),
            Realisation.Of(
                Expecting.After(new BenefitRealised(20, Today, "Miscounted"), new BenefitRealised(60, Today, "Counted"))
            )
        );

    [Fact]
    public void The_answer_shows_what_was_expected_and_what_there_is()
    {
        string? Shown(Entry entry) =>
            JsonSerializer
                .SerializeToNode(EntryShown.Of(entry, States.Context), RegisterJson.Options)!["realisation"]
                ?.ToJsonString();

        Assert.Null(Shown(States.ARatedOpportunity));
        Assert.Equal("""{"expected":80}""", Shown(Expecting));
        Assert.Equal(
            """{"expected":80,"realised":100,"share":1.25}""",
            Shown(Expecting.After(new BenefitRealised(100, Today, "Counted")))
        );
    }

    [Fact]
    public void The_share_of_the_largest_and_the_smallest_number_is_a_number()
    {
        var entry = States.ARatedOpportunity.After(
            new BenefitExpected("Grains", new decimal(1, 0, 0, false, 28), "pieces", Today),
            new BenefitRealised(decimal.MaxValue, Today, "Counted")
        );

        Assert.InRange(Realisation.Of(entry)!.Share!.Value, 7.9e56, 8e56);
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    [InlineData(11, true)]
    public void A_deferred_opportunity_is_to_be_decided_on_from_its_day_on(int days, bool isDue)
    {
        var deferred = States.ARatedOpportunity.After(new PursuitDecided(PursuitKind.Defer, "No money", Today.AddDays(10)));

        Assert.Equal(isDue, IsDue(deferred, days));
        Assert.False(IsDue(deferred.After(new PursuitDecided(PursuitKind.Decline, "Still none", null)), days));
        Assert.False(IsDue(deferred.After(new PursuitDecided(PursuitKind.Pursue, "Now", null)), days));
    }

    [Theory]
    [InlineData(299, false)]
    [InlineData(300, true)]
    [InlineData(301, true)]
    public void A_pursued_opportunity_is_to_be_looked_at_from_the_day_of_a_benefit_that_was_not_told_yet(int days, bool isDue)
    {
        Assert.Equal(isDue, IsDue(Expecting, days));
        Assert.False(IsDue(Expecting.After(new BenefitRealised(1, Today, "Counted")), days));
    }

    private static bool IsDue(Entry entry, int days) =>
        Standing.Of(entry, States.Settings, Today.AddDays(days)).Contains(Standing.DecisionDue);

    private static Decision Decide(DecideEntryPursuit command, Entry? entry = null) =>
        DecidePursuit.Decide(command, entry ?? States.ARatedOpportunity, States.Context);

    private static Decision Expect(ExpectEntryBenefit command, Entry? entry = null) =>
        ExpectBenefit.Decide(command, entry ?? States.ARatedOpportunity, States.Context);

    private static Decision Realise(RealiseEntryBenefit command, Entry? entry = null) =>
        RealiseBenefit.Decide(command, entry ?? Expecting, States.Context);
}
