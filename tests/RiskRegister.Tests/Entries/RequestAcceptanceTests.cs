using RiskRegister.Entries;
using RiskRegister.Entries.Accepting;
using RiskRegister.People;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class RequestAcceptanceTests
{
    private static readonly RequestEntryAcceptance Command = new(" Nothing else helps ", null);

    [Fact]
    public void A_request_keeps_why_and_the_level_and_asks_any_approver()
    {
        Assert.Equal(
            [new AcceptanceRequested("Nothing else helps", null, "very-high")],
            RequestAcceptance.Decide(Command, null, States.ARiskToAccept, States.Context).Accepted()
        );
    }

    [Fact]
    public void A_request_may_name_the_approver_who_is_then_one_of_the_entry_s_people()
    {
        var command = Command with { Approver = " Approver@Demo.Example " };
        var asked = RequestAcceptance.Decide(command, States.Approver, States.ARiskToAccept, States.Context).Accepted();

        Assert.Equal([new AcceptanceRequested("Nothing else helps", "approver@demo.example", "very-high")], asked);
    }

    [Fact]
    public void Why_is_asked_for() =>
        Assert.Equal(
            ["why required"],
            RequestAcceptance.Decide(new(null, null), null, States.ARiskToAccept, States.Context).Rules()
        );

    [Fact]
    public void Only_an_open_risk_outside_appetite_that_is_rated_and_has_a_response_can_be_asked_for()
    {
        Refuses(States.ARatedOpportunity, "only-risks", "no-response");
        Refuses(States.ADraftRisk, "not-rated", "no-response");
        Refuses(States.ARiskToAccept.After(States.Rated(RatingStage.Current, 1, 1)), "inside-appetite");
        Refuses(States.ARiskToAccept with { Response = null }, "no-response");
        Refuses(States.ARiskToAccept.After(new Closed("Gone")), "entry-is-closed");
    }

    [Fact]
    public void Nobody_is_asked_twice_while_one_request_waits()
    {
        Refuses(States.ARiskWithARequest, "asked-already");
        Assert.Single(Again(new AcceptanceRefused("Do something about it")));
        Assert.Single(Again(new Accepted(AcceptanceSeal.Of(States.ARiskToAccept, States.Settings), "Yes", null, States.Today)));
    }

    [Fact]
    public void Who_is_named_must_be_an_approver_of_the_agency()
    {
        Assert.Equal(["approver not-an-approver"], Naming(null).Rules());
        Assert.Equal(
            ["approver not-an-approver", "approver no-authority"],
            Naming(States.Approver with { Roles = [Role.Owner] }).Rules()
        );
    }

    [Fact]
    public void Who_is_named_must_have_the_authority() =>
        Assert.Equal(["approver no-authority"], Naming(States.Approver with { Authority = "high" }).Rules());

    [Fact]
    public void Who_is_named_must_not_be_a_maker()
    {
        var named = States.Approver with { Email = States.Actor };

        Assert.Equal(["approver maker-is-not-checker"], Naming(named).Rules());
        Assert.Equal(
            ["approver maker-is-not-checker"],
            Naming(States.Approver, States.ARiskToAccept with { Owner = States.Approver.Email }).Rules()
        );
    }

    [Fact]
    public void Whoever_could_be_named_is_let_through_when_accepting()
    {
        var entry = States.ARiskToAccept.After([.. Naming(States.Approver).Accepted()]);

        Assert.Equal(States.Approver.Email, entry.AcceptanceRequest!.Approver);
        Assert.Single(
            Accept.Decide(new("Yes", null, States.Today.AddDays(9)), States.Approver, entry, States.ByApprover).Accepted()
        );
    }

    [Fact]
    public void A_refusal_answers_the_request_with_a_reason()
    {
        var refused = Refuse(" Do something about it ", States.Approver, States.ARiskWithARequest).Accepted();

        Assert.Equal([new AcceptanceRefused("Do something about it")], refused);
        Assert.Null(States.ARiskWithARequest.After([.. refused]).AcceptanceRequest);
        Assert.Equal(["reason required"], Refuse(" ", States.Approver, States.ARiskWithARequest).Rules());
    }

    [Fact]
    public void Only_what_was_asked_for_is_refused_and_by_an_approver_with_the_authority()
    {
        var small = States.Approver with { Authority = "medium" };

        Assert.Equal(["not-asked"], Refuse("No", States.Approver, States.ARiskToAccept).Rules());
        Assert.Equal(["no-authority"], Refuse("No", small, States.ARiskWithARequest).Rules());
        Assert.Equal(
            ["entry-is-closed", "not-asked"],
            Refuse("No", States.Approver, States.ARiskWithARequest.After(new Closed("Gone"))).Rules()
        );
    }

    [Fact]
    public void A_request_that_has_come_inside_appetite_can_still_be_refused()
    {
        var entry = States.ARiskWithARequest.After(States.Rated(RatingStage.Current, 1, 1));

        Assert.Single(Refuse("Not needed any more", States.Approver, entry).Accepted());
    }

    private static void Refuses(Entry entry, params string[] rules) =>
        Assert.Equal(rules, RequestAcceptance.Decide(Command, null, entry, States.Context).Rules());

    private static IReadOnlyList<EntryEvent> Again(EntryEvent answer) =>
        RequestAcceptance.Decide(Command, null, States.ARiskWithARequest.After(answer), States.Context).Accepted();

    private static Decision Naming(Person? approver, Entry? entry = null) =>
        RequestAcceptance.Decide(
            Command with
            {
                Approver = approver?.Email ?? "nobody@demo.example",
            },
            approver,
            entry ?? States.ARiskToAccept,
            States.Context
        );

    private static Decision Refuse(string reason, Person approver, Entry entry) =>
        RefuseAcceptance.Decide(new RefuseEntryAcceptance(reason), approver, entry, States.ByApprover);
}
