using RiskRegister.Entries;
using RiskRegister.Entries.Occurring;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class OccurrenceTests
{
    private static readonly RecordEntryOccurrence Flooded = new(States.Today.AddDays(-3), " Ankle-deep water ");

    [Fact]
    public void What_has_happened_is_kept_with_its_day_and_who_told_it()
    {
        var entry = States.ARatedRisk.After([.. Decide(Flooded, States.ARatedRisk).Accepted()]);

        Assert.Equal([new Occurrence(States.Today.AddDays(-3), "Ankle-deep water", States.Now, States.Actor)], entry.Occurrences);
    }

    [Fact]
    public void After_an_occurrence_the_entry_is_due_for_review_today_and_stands_as_occurred()
    {
        var entry = States.ARatedRisk.After([.. Decide(Flooded, States.ARatedRisk).Accepted()]);

        Assert.Equal(States.Today, entry.NextReview);
        Assert.Contains(Standing.Occurred, Standing.Of(entry, States.Settings, States.Today));
    }

    [Fact]
    public void An_occurrence_does_not_put_off_a_review_that_is_overdue()
    {
        var overdue = States.ARatedRisk with { NextReview = States.Today.AddDays(-9) };

        Assert.Equal(
            States.Today.AddDays(-9),
            Assert.IsType<Occurred>(Assert.Single(Decide(Flooded, overdue).Accepted())).NextReview
        );
    }

    [Fact]
    public void An_occurrence_is_not_in_the_future()
    {
        Assert.Equal(["on in-the-future"], Decide(new(States.Today.AddDays(1), "A flood"), States.ARatedRisk).Rules());
        Assert.Empty(Decide(new(States.Today, "A flood"), States.ARatedRisk).Rules());
    }

    [Fact]
    public void An_occurrence_has_a_day_and_says_what_happened() =>
        Assert.Equal(["on required", "what required"], Decide(new(null, " "), States.ARatedRisk).Rules());

    [Fact]
    public void A_closed_entry_is_reopened_before_an_occurrence_is_recorded() =>
        Assert.Equal(["entry-is-closed"], Decide(Flooded, States.AClosedRisk).Rules());

    private static Decision Decide(RecordEntryOccurrence command, Entry entry) =>
        RecordOccurrence.Decide(command, entry, States.Context);
}
