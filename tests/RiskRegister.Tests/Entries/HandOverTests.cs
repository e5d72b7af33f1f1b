using RiskRegister.Entries;
using RiskRegister.Entries.HandingOver;
using RiskRegister.People;
using RiskRegister.Tests.People;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class HandOverTests
{
    private const string Why = "Owner left on 18 June 2031.";

    private static readonly Person Leaver = (Staff.Make("owner", Role.Owner) with { Email = States.Actor }).Gone();
    private static readonly Person Heir = Staff.Nora;

    [Fact]
    public void The_owner_becomes_who_takes_over_and_the_history_says_from_whom()
    {
        var (after, events) = Handed(States.AnOpenRisk);

        Assert.Equal([new HandedOver(States.Actor, Heir.Email, Why)], events);
        Assert.Equal((Heir.Email, Why), (after.Owner, events[0].WhyGiven()));
    }

    [Fact]
    public void Where_nobody_takes_over_the_entry_has_no_owner_and_lists_say_so()
    {
        var (after, _) = Handed(States.AnOpenRisk, to: null);

        Assert.Null(after.Owner);
        Assert.Contains(Standing.NoOwner, Standing.Of(after, States.Settings, States.Today));
    }

    [Fact]
    public void The_delegate_and_the_owners_of_open_actions_are_handed_over_and_what_was_done_stays()
    {
        var entry = States.AnOpenRisk with
        {
            Owner = "other@demo.example",
            Delegate = "OWNER@demo.example",
            Actions =
            [
                new PlannedAction("A1", "Open", States.Actor, null, null, null),
                new PlannedAction("A2", "Of another", "other@demo.example", null, null, null),
                new PlannedAction("A3", "Done", States.Actor, null, null, null) { CompletedAt = States.Now },
            ],
        };

        var (after, _) = Handed(entry);

        Assert.Equal(("other@demo.example", Heir.Email), (after.Owner, after.Delegate));
        Assert.Equal([Heir.Email, "other@demo.example", States.Actor], after.Actions.Select(a => a.Owner));
    }

    [Fact]
    public void Who_owns_the_entry_afterwards_is_not_its_delegate_as_well()
    {
        var (after, _) = Handed(States.AnOpenRisk with { Delegate = Heir.Email });

        Assert.Equal((Heir.Email, null), (after.Owner, after.Delegate));
    }

    [Fact]
    public void Who_was_told_of_a_late_review_is_followed_by_who_takes_over()
    {
        var entry = States.ARiskUnderReview.After(new ReviewEscalated("2031-06-16", States.Today, Leaver.Email));

        Assert.Equal(Heir.Email, Handed(entry with { Owner = "other@demo.example" }).After.Review!.EscalatedTo);
    }

    [Fact]
    public void A_request_for_acceptance_goes_to_a_successor_with_the_authority()
    {
        var successor = States.Approver with { Email = "second@demo.example", Name = "Sabine" };
        var (after, events) = Handed(Asked(owner: "other@demo.example"), successor);

        Assert.Equal([nameof(HandedOver)], events.Select(e => e.GetType().Name));
        Assert.Equal(successor.Email, after.AcceptanceRequest!.Approver);
    }

    [Theory]
    [InlineData("high", "other@demo.example")]
    [InlineData(null, "other@demo.example")]
    [InlineData("very-high", "second@demo.example")]
    public void A_request_that_the_successor_may_not_answer_is_withdrawn(string? authority, string owner)
    {
        var successor = States.Approver with { Email = "second@demo.example", Name = "Sabine", Authority = authority };
        var (after, events) = Handed(Asked(owner), successor);

        Assert.Equal([nameof(AcceptanceWithdrawn)], events.Select(e => e.GetType().Name));
        Assert.Null(after.AcceptanceRequest);
        Assert.DoesNotContain(Standing.AcceptanceAsked, Standing.Of(after, States.Settings, States.Today));
    }

    [Fact]
    public void A_request_is_withdrawn_where_the_successor_becomes_the_owner_or_there_is_none()
    {
        var successor = States.Approver with { Email = "second@demo.example", Name = "Sabine" };
        var (after, events) = Handed(Asked(owner: States.Actor), successor);

        Assert.Equal([nameof(AcceptanceWithdrawn), nameof(HandedOver)], events.Select(e => e.GetType().Name));
        Assert.Equal((successor.Email, null), (after.Owner, after.AcceptanceRequest));
        Assert.Null(Handed(Asked(owner: "other@demo.example"), to: null).After.AcceptanceRequest);
    }

    [Fact]
    public void An_acceptance_that_holds_still_holds()
    {
        var (after, _) = Handed(States.AnAcceptedRisk);

        Assert.Contains(Standing.Accepted, Standing.Of(after, States.Settings, States.Today));
    }

    [Fact]
    public void Handing_over_again_does_nothing_nor_does_it_with_what_is_not_theirs_or_closed()
    {
        Assert.Empty(HandOver.Decide(Handed(States.AnOpenRisk).After, Leaver, Heir, States.Context).Accepted());
        Assert.Empty(HandOver.Decide(States.AnOpenRisk, Staff.Otto, Heir, States.Context).Accepted());
        Assert.Empty(HandOver.Decide(States.AClosedRisk, Leaver, Heir, States.Context).Accepted());
    }

    private static Entry Asked(string owner) =>
        States.ARiskToAccept.After(new AcceptanceRequested("Nothing else helps", Leaver.Email, "very-high")) with
        {
            Owner = owner,
        };

    private static (Entry After, IReadOnlyList<EntryEvent> Events) Handed(Entry entry) => Handed(entry, Heir);

    private static (Entry After, IReadOnlyList<EntryEvent> Events) Handed(Entry entry, Person? to)
    {
        var events = HandOver.Decide(entry, Leaver, to, States.Context).Accepted();
        return (entry.After([.. events]), events);
    }
}
