using System.Text.Json;
using RiskRegister.Entries;
using RiskRegister.Entries.Acting;
using RiskRegister.Entries.Changing;
using RiskRegister.Entries.Raising;
using RiskRegister.Tests.People;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class NamedPeopleTests
{
    private static readonly DecisionContext Context = States.Context with
    {
        People = Staff.With(Staff.Nora.Gone(successor: Staff.Otto), Staff.Boss.Gone()),
    };

    [Fact]
    public void Who_has_left_becomes_neither_owner_nor_delegate_nor_owner_of_an_action()
    {
        var gone = Staff.Nora.Email;
        var raise = new RaiseEntry
        {
            Kind = EntryKind.Risk,
            Title = "t",
            Owner = gone,
            Delegate = gone,
        };
        Assert.Equal(["owner has-left", "delegate has-left"], Raise.Decide(raise, Context).Rules());

        var fields = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(
            $$"""{"owner":"{{gone}}","delegate":"{{gone}}"}"""
        );
        Assert.Equal(
            ["change.owner has-left", "change.delegate has-left"],
            Change.Decide(new ChangeEntry(fields, "r"), States.AnOpenRisk, Context).Rules()
        );

        Assert.Equal(
            ["owner has-left"],
            PlanAction.Decide(new("t", gone, States.Today, null, null), States.AnOpenRisk, Context).Rules()
        );
        Assert.Equal(
            ["owner has-left"],
            ChangeAction.Decide(new("A1", null, gone, null, null, null, null, "r"), States.ARiskWithAnAction, Context).Rules()
        );
    }

    [Fact]
    public void The_refusal_says_who_to_choose_instead()
    {
        Assert.Contains("Choose Otto (otto@demo.example) instead.", Refused(Staff.Nora.Email), StringComparison.Ordinal);
        Assert.Contains("Choose somebody who is here instead.", Refused(Staff.Boss.Email), StringComparison.Ordinal);

        static string Refused(string owner) =>
            Raise
                .Decide(
                    new RaiseEntry
                    {
                        Kind = EntryKind.Risk,
                        Title = "t",
                        Owner = owner,
                    },
                    Context
                )
                .Refusals[0]
                .Message;
    }

    [Theory]
    [InlineData("J. Smith")]
    [InlineData("elsewhere@agency.example")]
    [InlineData("OTTO@demo.example")]
    [InlineData(null)]
    public void Whoever_is_here_or_not_known_may_be_named(string? owner) =>
        Raise
            .Decide(
                new RaiseEntry
                {
                    Kind = EntryKind.Risk,
                    Title = "t",
                    Owner = owner,
                },
                Context
            )
            .Accepted();

    [Fact]
    public void Other_details_of_an_entry_whose_owner_has_left_may_be_changed()
    {
        var fields = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>("""{"category":"Legal"}""");
        var entry = States.AnOpenRisk with { Owner = Staff.Nora.Email };

        Change.Decide(new ChangeEntry(fields, null), entry, Context).Accepted();
    }
}
