using RiskRegister.Entries;
using RiskRegister.Entries.Accepting;
using RiskRegister.Register;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class AcceptanceWatchTests
{
    private static readonly EntryEvent OtherResponse = new Responded(ResponseKind.Share, "The insurer pays");
    private static readonly EntryEvent OtherRating = States.Rated(RatingStage.Current, 5, 4);

    private static readonly Entry Accepted = States.ARiskToAccept.Apply(
        new Accepted(AcceptanceSeal.Of(States.ARiskToAccept, States.Settings), "Yes", null, States.Today.AddDays(9)),
        States.Now,
        States.Approver.Email
    );

    [Fact]
    public void A_change_that_voids_an_acceptance_asks_the_approver_again()
    {
        var change = Changed(Accepted, States.Context, OtherResponse);

        Assert.Equal(
            [OtherResponse, new AppetiteLeft(States.Today, "very-high", "medium"), Asked("response", States.Approver.Email)],
            change.Events.Select(e => e.Data)
        );
        Assert.Equal(
            [Standing.OutsideAppetite, Standing.AcceptanceVoid, Standing.AcceptanceAsked, Standing.Escalated],
            change.Document.Standing
        );
        Assert.Contains(States.Approver.Email, change.Document.People);
    }

    [Fact]
    public void All_that_has_changed_is_told() =>
        Assert.Contains(
            Asked("current, response", States.Approver.Email),
            Changed(Accepted, States.Context, OtherResponse, OtherRating).Events.Select(e => e.Data)
        );

    [Fact]
    public void The_approver_is_asked_once_however_often_it_changes()
    {
        var once = Changed(Accepted, States.Context, OtherResponse);
        var twice = once.Then([OtherRating], States.Context);
        var andBack = twice
            .Then([new Responded(ResponseKind.Retain, "It does not"), States.Rated(RatingStage.Current, 5, 5)], States.Context)
            .Then([OtherResponse], States.Context);
        var answered = twice.Then([new AcceptanceRefused("Do something")], States.Context).Then([OtherResponse], States.Context);

        Assert.Single(andBack.Events.Select(e => e.Data).OfType<AcceptanceRequested>());
        Assert.Single(answered.Events.Select(e => e.Data).OfType<AcceptanceRequested>());
    }

    [Fact]
    public void Nobody_is_asked_by_what_is_not_material() =>
        Asks(Accepted, new Responded(ResponseKind.Retain, "Another reason"), false);

    [Fact]
    public void Nobody_is_asked_when_the_risk_comes_inside_appetite() =>
        Asks(Accepted, States.Rated(RatingStage.Current, 1, 1), false);

    [Fact]
    public void Nobody_is_asked_when_it_is_closed() => Asks(Accepted, new Closed("The room is empty"), false);

    [Fact]
    public void Nobody_is_asked_about_an_acceptance_that_had_ended() => Asks(Accepted, OtherResponse, false, States.At(10));

    [Fact]
    public void The_approver_is_asked_on_the_last_day_still() => Asks(Accepted, OtherResponse, true, States.At(9));

    [Fact]
    public void A_request_that_waits_already_is_enough() =>
        Asks(Accepted.After(new AcceptanceRequested("It ends soon", null, "very-high")), OtherResponse, false);

    [Fact]
    public void Who_has_become_a_maker_by_the_change_is_not_asked_to_check_it()
    {
        var byApprover = Changed(Accepted, States.ByApprover, OtherResponse);
        var toOwner = Changed(Accepted with { Owner = States.Approver.Email }, States.Context, OtherResponse);

        Assert.Contains(Asked("response", null), byApprover.Events.Select(e => e.Data));
        Assert.Contains(Asked("response", null), toOwner.Events.Select(e => e.Data));
    }

    [Fact]
    public void Whoever_is_asked_again_may_accept_again()
    {
        var entry = Changed(Accepted, States.Context, OtherResponse).Entry;
        var command = new AcceptEntry("Still", null, States.Today.AddDays(9));

        Assert.Single(Accept.Decide(command, States.Approver, entry, States.ByApprover).Accepted());
    }

    private static AcceptanceRequested Asked(string what, string? approver) =>
        new($"What was accepted has changed: {what}.", approver, "very-high");

    private static void Asks(Entry entry, EntryEvent change, bool isAsked, DecisionContext? context = null) =>
        Assert.Equal(
            isAsked,
            Changed(entry, context ?? States.Context, change).Events.Select(e => e.Data).OfType<AcceptanceRequested>().Any()
        );

    private static Changeset Changed(Entry entry, DecisionContext context, params EntryEvent[] events) =>
        Changeset.Of(entry, "head", events, context);
}
