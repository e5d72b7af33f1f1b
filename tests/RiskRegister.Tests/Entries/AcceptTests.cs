using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Entries.Accepting;
using RiskRegister.People;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class AcceptTests
{
    private static readonly AcceptEntry Command = new("It has to be borne", null, States.Today.AddDays(180));

    [Fact]
    public void An_acceptance_seals_what_is_accepted_with_reason_conditions_and_last_day()
    {
        var command = new AcceptEntry(" It has to be borne ", " Weekly rounds ", States.Today.AddDays(1));

        Assert.Equal(
            [
                new Accepted(
                    AcceptanceSeal.Of(States.ARiskToAccept, States.Settings),
                    "It has to be borne",
                    "Weekly rounds",
                    States.Today.AddDays(1)
                ),
            ],
            Accept.Decide(command, States.Approver, States.ARiskToAccept, States.ByApprover).Accepted()
        );
    }

    [Fact]
    public void An_acceptance_answers_the_request()
    {
        var entry = States.ARiskWithARequest.After([
            .. Accept.Decide(Command, States.Approver, States.ARiskWithARequest, States.ByApprover).Accepted(),
        ]);

        Assert.Null(entry.AcceptanceRequest);
        Assert.Equal([Standing.OutsideAppetite, Standing.Accepted], Standing.Of(entry, States.Settings, States.Today));
    }

    [Fact]
    public void An_approver_with_the_authority_may_accept_what_nobody_has_asked_for()
    {
        Assert.Null(States.ARiskToAccept.AcceptanceRequest);
        Assert.Single(Accept.Decide(Command, States.Approver, States.ARiskToAccept, States.ByApprover).Accepted());
    }

    [Fact]
    public void An_acceptance_may_be_given_again_before_it_ends()
    {
        var accepted = States.Accepted(States.ARiskToAccept);

        Assert.Single(Accept.Decide(Command, States.Approver, accepted, States.ByApprover).Accepted());
    }

    [Fact]
    public void A_reason_and_a_last_day_are_asked_for()
    {
        Assert.Equal(
            ["reason required", "until bad-day"],
            Accept.Decide(new AcceptEntry(" ", null, null), States.Approver, States.ARiskToAccept, States.ByApprover).Rules()
        );
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(366, true)]
    [InlineData(367, false)]
    public void The_last_day_is_later_than_today_and_at_most_366_days_ahead(int days, bool isAccepted)
    {
        var decision = Accept.Decide(
            Command with
            {
                Until = States.Today.AddDays(days),
            },
            States.Approver,
            States.ARiskToAccept,
            States.ByApprover
        );

        Assert.Equal(isAccepted ? [] : ["until bad-day"], decision.Rules());
    }

    [Fact]
    public void Only_an_open_risk_outside_appetite_that_is_rated_and_has_a_response_is_accepted()
    {
        Refuses(States.ARatedOpportunity, "only-risks", "no-response");
        Refuses(States.AnOpenRisk, "not-rated", "no-response");
        Refuses(States.ARiskToAccept.After(States.Rated(RatingStage.Current, 1, 1)), "inside-appetite");
        Refuses(States.ARiskToAccept with { Response = null }, "no-response");
        Refuses(States.ARiskToAccept.After(new Closed("Gone")), "entry-is-closed");
    }

    [Fact]
    public void What_is_rated_by_a_level_that_is_no_longer_in_force_is_rated_anew_first()
    {
        var levels = States.Settings.Criteria.Levels.Select(l => l.Id == "very-high" ? l with { Id = "extreme" } : l);
        var settings = States.Settings with { Criteria = States.Settings.Criteria with { Levels = [.. levels] } };
        var approver = States.Approver with { Authority = "extreme" };

        Assert.Contains(
            "not-rated",
            Accept.Decide(Command, approver, States.ARiskToAccept, States.ByApprover with { Settings = settings }).Rules()
        );
    }

    [Theory]
    [InlineData(null, "high", false)]
    [InlineData("low", "high", false)]
    [InlineData("medium", "high", false)]
    [InlineData("high", "high", true)]
    [InlineData("very-high", "high", true)]
    [InlineData("high", "very-high", false)]
    [InlineData("very-high", "very-high", true)]
    [InlineData("no-level-of-ours", "high", false)]
    public void The_authority_of_the_approver_must_reach_the_level_that_counts(string? authority, string level, bool isAccepted)
    {
        var entry = level == "high" ? States.ARiskToAccept.After(States.Rated(RatingStage.Current, 4, 4)) : States.ARiskToAccept;
        Assert.Equal(level, entry.Effective!.Level);

        var decision = Accept.Decide(Command, States.Approver with { Authority = authority }, entry, States.ByApprover);

        Assert.Equal(isAccepted ? [] : ["no-authority"], decision.Rules());
    }

    [Fact]
    public void Authority_without_the_role_of_an_approver_is_none()
    {
        var person = States.Approver with { Roles = [Role.Owner, Role.RiskManager, Role.Administrator] };

        Assert.Equal(["no-authority"], Accept.Decide(Command, person, States.ARiskToAccept, States.ByApprover).Rules());
    }

    [Fact]
    public void Who_is_refused_for_want_of_authority_is_told_whose_it_is()
    {
        var levels = States.Settings.Criteria.Levels.Select(l => l with { Authority = "The director" });
        var settings = States.Settings with { Criteria = States.Settings.Criteria with { Levels = [.. levels] } };
        var decision = Accept.Decide(
            Command,
            States.Approver with
            {
                Authority = "low",
            },
            States.ARiskToAccept,
            States.ByApprover with
            {
                Settings = settings,
            }
        );

        Assert.Contains("The director", Assert.Single(decision.Refusals).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_asked_for_the_acceptance_may_not_accept()
    {
        var asked = States.ARiskToAccept with
        {
            AcceptanceRequest = new("Why", null, "very-high", States.Now, States.Approver.Email),
        };

        Refuses(asked, "maker-is-not-checker");
    }

    [Fact]
    public void Who_made_the_rating_that_counts_may_not_accept()
    {
        var inherent = States.ARiskToAccept.Inherent! with { By = States.Approver.Email };

        Refuses(States.ARiskToAccept with { Inherent = inherent }, "maker-is-not-checker");
        Refuses(States.ARiskToAccept with { Current = inherent }, "maker-is-not-checker");
    }

    [Fact]
    public void Who_made_a_rating_that_does_not_count_may_accept()
    {
        var entry = States.ARiskToAccept with
        {
            Current = States.ARiskToAccept.Inherent,
            Inherent = States.ARiskToAccept.Inherent! with { By = States.Approver.Email },
        };

        Assert.Single(Accept.Decide(Command, States.Approver, entry, States.ByApprover).Accepted());
    }

    [Theory]
    [InlineData("approver@demo.example")]
    [InlineData("Approver@Demo.Example")]
    [InlineData("Percival Thorne")]
    public void Who_owns_the_entry_may_not_accept(string owner)
    {
        Refuses(States.ARiskToAccept with { Owner = owner }, "maker-is-not-checker");
    }

    [Fact]
    public void An_approver_who_made_nothing_of_it_is_not_refused_whatever_else_they_did()
    {
        var mine = States.Approver.Email;
        var entry = States.ARiskWithARequest with
        {
            RaisedBy = mine,
            Delegate = mine,
            Target = States.ARiskToAccept.Inherent! with { By = mine },
            Actions = [new("A1", "Buy a pump", mine, null, null, null)],
            AcceptanceRequest = States.ARiskWithARequest.AcceptanceRequest! with { Approver = mine },
            Acceptance = States.Accepted(States.ARiskToAccept).Acceptance! with { By = mine },
        };

        Assert.Single(Accept.Decide(Command, States.Approver, entry, States.ByApprover).Accepted());
    }

    [Fact]
    public void An_approver_answers_a_request_of_which_another_one_was_asked()
    {
        var entry = States.ARiskWithARequest.After(new AcceptanceRequested("Why", "other@demo.example", "very-high"));

        Assert.Single(Accept.Decide(Command, States.Approver, entry, States.ByApprover).Accepted());
    }

    private static void Refuses(Entry entry, params string[] rules) =>
        Assert.Equal(rules, Accept.Decide(Command, States.Approver, entry, States.ByApprover).Rules());
}
