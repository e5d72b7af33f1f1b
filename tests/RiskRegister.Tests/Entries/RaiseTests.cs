using RiskRegister.Entries;
using RiskRegister.Entries.Raising;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class RaiseTests
{
    private static readonly RaiseEntry Risk = new() { Kind = EntryKind.Risk, Title = "Archive room floods" };
    private static readonly RaiseEntry Opportunity = new() { Kind = EntryKind.Opportunity, Title = "Evening appointments" };

    [Fact]
    public void Kind_and_title_are_enough()
    {
        var raised = Assert.IsType<Raised>(Assert.Single(Decide(Risk).Accepted()));

        Assert.Equal((EntryKind.Risk, "Archive room floods", false), (raised.Kind, raised.Title, raised.Draft));
    }

    [Fact]
    public void An_entry_without_rating_is_reviewed_as_often_as_the_highest_level()
    {
        var raised = Assert.IsType<Raised>(Assert.Single(Decide(Risk).Accepted()));

        Assert.Equal(States.Today.AddDays(30), raised.NextReview);
    }

    [Fact]
    public void Kind_and_title_are_asked_for_together()
    {
        Assert.Equal(["kind required", "title required"], Decide(new RaiseEntry()).Rules());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    public void A_blank_title_is_none(string title)
    {
        Assert.Equal(["title required"], Decide(Risk with { Title = title }).Rules());
    }

    [Fact]
    public void Texts_have_a_greatest_length()
    {
        var text = new string('x', 4_001);
        var line = new string('x', 201);
        var command = Risk with
        {
            Title = line,
            Cause = text,
            Event = text,
            Consequence = text,
            Owner = line,
            Category = line,
            Notes = new string('x', 20_001),
        };

        Assert.Equal(
            [
                "title too-long",
                "cause too-long",
                "event too-long",
                "consequence too-long",
                "owner too-long",
                "category too-long",
                "notes too-long",
            ],
            Decide(command).Rules()
        );
    }

    [Fact]
    public void Texts_of_the_greatest_length_are_let_through()
    {
        var text = new string('x', 4_000);
        var command = Risk with { Title = new string('x', 200), Cause = text, Notes = new string('x', 20_000) };

        Assert.Single(Decide(command).Accepted());
    }

    [Fact]
    public void Opening_action_and_benefit_are_for_opportunities_only()
    {
        var command = Risk with { Opening = "a", Action = "b", Benefit = "c" };

        Assert.Equal(
            ["opening not-for-this-kind", "action not-for-this-kind", "benefit not-for-this-kind"],
            Decide(command).Rules()
        );
    }

    [Fact]
    public void Cause_event_and_consequence_are_for_risks_only()
    {
        var command = Opportunity with { Cause = "a", Event = "b", Consequence = "c" };

        Assert.Equal(
            ["cause not-for-this-kind", "event not-for-this-kind", "consequence not-for-this-kind"],
            Decide(command).Rules()
        );
    }

    [Fact]
    public void An_empty_field_of_the_other_kind_is_no_mistake()
    {
        Assert.Single(Decide(Risk with { Benefit = " " }).Accepted());
    }

    [Fact]
    public void Lists_of_names_are_limited_and_hold_no_blanks()
    {
        var command = Risk with { Processes = [.. Enumerable.Repeat("p", 21)], Objectives = ["Fast", " "] };

        Assert.Equal(["processes too-many", "objectives bad-name"], Decide(command).Rules());
    }

    [Fact]
    public void Blanks_around_texts_are_left_out_and_blank_texts_are_null()
    {
        var command = Risk with { Title = "  Flood ", Cause = " Canal ", Owner = " ", Notes = "\n" };

        var raised = Assert.IsType<Raised>(Assert.Single(Decide(command).Accepted()));

        Assert.Equal(("Flood", "Canal", null, null), (raised.Title, raised.Cause, raised.Owner, raised.Notes));
    }

    private static Decision Decide(RaiseEntry command) => Raise.Decide(command, States.Context);
}
