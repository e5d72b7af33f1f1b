using RiskRegister.Entries;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class EntryTests
{
    [Fact]
    public void Each_event_counts_the_version_up_and_tells_when_the_entry_changed()
    {
        var later = States.Now.AddDays(3);

        var entry = States.AnOpenRisk.Apply(new Responded(ResponseKind.Retain, "Cheap"), later, "somebody@demo.example");

        Assert.Equal((2, later), (entry.Version, entry.ChangedAt));
        Assert.Equal((States.Now, States.Actor), (entry.RaisedAt, entry.RaisedBy));
    }

    [Fact]
    public void Raising_takes_over_every_field()
    {
        var raised = new Raised(EntryKind.Opportunity, "t")
        {
            Cause = "c",
            Event = "e",
            Consequence = "q",
            Opening = "o",
            Action = "a",
            Benefit = "b",
            Owner = "w",
            Category = "g",
            Processes = ["p"],
            Objectives = ["j"],
            Notes = "n",
            SourceReference = "s",
            NextReview = States.Today,
            Delegate = "d",
            Tags = ["t"],
            Issues = ["i"],
            Parties = ["y"],
            Velocity = Velocity.Fast,
            Effort = Effort.Large,
            Confidential = true,
            Signal = "S-0001",
        };

        var entry = States.Born(raised);

        Assert.Equal(EntryState.Open, entry.State);
        foreach (var property in typeof(Raised).GetProperties().Where(p => p.Name != "Draft"))
        {
            Assert.NotNull(property.GetValue(raised));
            Assert.Equal(property.GetValue(raised), typeof(Entry).GetProperty(property.Name)!.GetValue(entry));
        }
    }

    [Fact]
    public void The_first_rating_opens_a_draft()
    {
        Assert.Equal(EntryState.Draft, States.ADraftRisk.State);
        Assert.Equal(EntryState.Open, States.ADraftRisk.After(States.Rated(RatingStage.Inherent, 1, 1)).State);
    }

    [Fact]
    public void The_current_rating_counts_and_while_there_is_none_the_inherent_one()
    {
        var inherent = States.AnOpenRisk.After(States.Rated(RatingStage.Inherent, 5, 5), States.Rated(RatingStage.Target, 1, 1));
        var current = inherent.After(States.Rated(RatingStage.Current, 2, 3));

        Assert.Null(States.AnOpenRisk.Effective);
        Assert.Equal(("very-high", "medium"), (inherent.Effective!.Level, current.Effective!.Level));
        Assert.Equal(
            [5, 2, 1],
            new[] { RatingStage.Inherent, RatingStage.Current, RatingStage.Target }.Select(s => current.RatingAt(s)!.Likelihood)
        );
    }

    [Fact]
    public void A_rating_without_a_day_leaves_the_next_review_where_it_was()
    {
        Assert.Equal(States.AnOpenRisk.NextReview, States.ARatedRisk.NextReview);
    }

    [Fact]
    public void Completing_changes_that_action_only()
    {
        var entry = States.ARiskWithAnAction.After(
            new ActionPlanned("A2", "Move", null, States.Today, "Keep records", "All moved"),
            new ActionCompleted("A1", "Bought", States.Today.AddDays(90))
        );

        Assert.Equal((States.Now, States.Actor), (entry.Actions[0].CompletedAt, entry.Actions[0].CompletedBy));
        Assert.Equal(("Bought", States.Today.AddDays(90)), (entry.Actions[0].Outcome, entry.Actions[0].CheckDue));
        Assert.Equal(new PlannedAction("A2", "Move", null, States.Today, "Keep records", "All moved"), entry.Actions[1]);
    }

    [Fact]
    public void An_open_review_counts_reminders_and_knows_who_was_told()
    {
        var review = States
            .ARiskUnderReview.After(
                new ReviewReminded("2031-06-16", States.Today),
                new ReviewReminded("2031-06-16", States.Today.AddDays(4)),
                new ReviewEscalated("2031-06-16", States.Today.AddDays(9), "manager@demo.example")
            )
            .Review!;

        Assert.Equal((2, States.Today.AddDays(4)), (review.Reminders, review.RemindedOn));
        Assert.Equal(("manager@demo.example", States.Today.AddDays(9)), (review.EscalatedTo, review.EscalatedOn));
    }

    [Fact]
    public void A_reminder_that_comes_after_the_answer_changes_nothing_but_the_version()
    {
        var answered = States.ARiskUnderReview.After(new Reviewed(ReviewAnswerKind.Confirmed, "Holds", null, States.Today));

        var reminded = answered.After(
            new ReviewReminded("2031-06-16", States.Today),
            new ReviewEscalated("2031-06-16", States.Today, "manager@demo.example")
        );

        Assert.Equal(answered with { Version = reminded.Version }, reminded);
    }

    [Fact]
    public void An_answer_ends_the_open_review()
    {
        var entry = States.ARiskUnderReview.After(
            new Reviewed(ReviewAnswerKind.Confirmed, "Holds", "2031-06-16", States.Today.AddDays(180))
        );

        Assert.Null(entry.Review);
        Assert.Equal(States.Today.AddDays(180), entry.NextReview);
        Assert.Equal(new ReviewAnswer(ReviewAnswerKind.Confirmed, "Holds", States.Now, States.Actor), entry.LastReview);
    }

    [Fact]
    public void A_closed_entry_waits_for_nothing()
    {
        var entry = States.ARiskUnderReview.After(new Closed("Gone"));

        Assert.Equal((EntryState.Closed, "Gone"), (entry.State, entry.ClosedReason));
        Assert.Equal((null, null), (entry.Review, entry.NextReview));
    }

    [Fact]
    public void An_import_brings_what_the_file_told()
    {
        var rating = States.Rated(RatingStage.Current, 4, 4).Rating;
        var action = new PlannedAction("A1", "Move", null, null, null, null);
        var imported = new Imported("old.csv", 3, States.Risk with { SourceReference = "17" })
        {
            Inherent = rating,
            Current = rating,
            Target = rating,
            Response = new Response(ResponseKind.Retain, "Cheap"),
            Actions = [action],
        };

        var entry = States.Born(imported);

        Assert.Equal((rating, rating, rating), (entry.Inherent, entry.Current, entry.Target));
        Assert.Equal(imported.Response, entry.Response);
        Assert.Equal([action], entry.Actions);
        Assert.Equal(("17", EntryState.Open), (entry.SourceReference, entry.State));
        Assert.Equal("Row 3 of old.csv", imported.WhyGiven());
    }

    [Fact]
    public void An_import_of_a_closed_entry_is_closed()
    {
        var entry = States.Born(new Imported("old.csv", 3, States.Risk) { ClosedReason = "Done" });

        Assert.Equal((EntryState.Closed, "Done", null), (entry.State, entry.ClosedReason, entry.NextReview));
    }
}
